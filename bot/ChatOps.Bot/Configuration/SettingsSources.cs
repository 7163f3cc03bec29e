namespace ChatOps.Bot.Configuration;

/// <summary>Where the configuration comes from, the later having the last word: file, environment's file, environment variables, command line.</summary>
internal static class SettingsSources
{
    /// <summary>A key that ends so names a file whose text is the value of the key before it.</summary>
    private const string FileSuffix = ":File";

    public static string EnvironmentName(Launch launch) =>
        launch.ReadEnvironment && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 } name ? name : Environments.Production;

    public static IConfigurationRoot Read(Launch launch)
    {
        var builder = new ConfigurationBuilder();
        var file = Path.GetFullPath(launch.SettingsFile ?? Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        builder.AddJsonFile(file, optional: false, reloadOnChange: false);
        if (launch.SettingsFile is null)
        {
            builder.AddJsonFile(Path.Combine(AppContext.BaseDirectory, $"appsettings.{EnvironmentName(launch)}.json"), optional: true, reloadOnChange: false);
        }

        if (launch.ReadEnvironment) builder.AddEnvironmentVariables();
        builder.AddCommandLine([.. launch.Arguments]);
        builder.AddInMemoryCollection(launch.Settings);
        var read = builder.Build();
        var secrets = SecretsFromFiles(read);
        return secrets.Count == 0 ? read : builder.AddInMemoryCollection(secrets).Build();
    }

    private static Dictionary<string, string?> SecretsFromFiles(IConfigurationRoot read) =>
        read.AsEnumerable()
            .Where(pair => pair.Value is not null && pair.Key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(pair => pair.Key[..^FileSuffix.Length], pair => (string?)File.ReadAllText(pair.Value!).TrimEnd('\r', '\n'), StringComparer.OrdinalIgnoreCase);
}
