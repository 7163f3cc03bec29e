using System.Collections;
using System.Text.Json;

namespace ChatOps.Bot.Configuration;

/// <summary>Where the configuration comes from, the later having the last word: file, environment's file, environment variables, command line.</summary>
/// <param name="Configuration">All of it together.</param>
/// <param name="ServiceOrder">The names under <c>Services</c> in the order of the files.</param>
internal sealed record SettingsSources(IConfigurationRoot Configuration, IReadOnlyList<string> ServiceOrder)
{
    /// <summary>Sections that are read by others: logging, the web server, and the editor's schema line.</summary>
    public static readonly IReadOnlyList<string> ReadElsewhere = ["Logging", "Kestrel", "$schema"];

    private static readonly string[] Known =
    [
        "Urls", "PublicUrl", "Storage", "Slack", "Teams", "GitHub", "Escalation", "Storm", "Display", "Auth", "Api", "Sources", "Prometheus", "ForwardedHeaders",
        "People", "Services", "Responders", "Routes", "Classification", "Runbooks", "WorkingHours", "Grouping", "Operations", "Recovery", .. ReadElsewhere,
    ];

    public static string EnvironmentName(Launch launch) =>
        launch.ReadEnvironment && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 } name ? name : Environments.Production;

    /// <summary>Reads the sources; a file that is missing or no JSON is one mistake, and the others are read all the same.</summary>
    public static SettingsSources Read(Launch launch, Findings findings)
    {
        var builder = new ConfigurationBuilder();
        var order = new List<string>();
        AddFile(launch.SettingsFile ?? Path.Combine(AppContext.BaseDirectory, "appsettings.json"), required: true);
        if (launch.SettingsFile is null) AddFile(Path.Combine(AppContext.BaseDirectory, $"appsettings.{EnvironmentName(launch)}.json"), required: false);
        if (launch.ReadEnvironment) builder.AddInMemoryCollection(FromEnvironment(findings));
        builder.AddCommandLine([.. launch.Arguments]);
        builder.AddInMemoryCollection(launch.Settings);
        return new(builder.Build(), [.. order.Distinct(StringComparer.OrdinalIgnoreCase)]);

        void AddFile(string path, bool required)
        {
            if (!File.Exists(path))
            {
                if (required) findings.Mistake($"The configuration file {path} does not exist");
                return;
            }

            try
            {
                var text = File.ReadAllBytes(path);
                // Built alone first: what this provider finds wrong should not hide what the others hold.
                new ConfigurationBuilder().AddJsonStream(new MemoryStream(text)).Build();
                builder.AddJsonStream(new MemoryStream(text));
                order.AddRange(ServicesIn(text));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or JsonException)
            {
                findings.Mistake($"{path} cannot be read as JSON: {(e.InnerException ?? e).Message}");
            }
        }
    }

    /// <summary>Only variables that begin with a section of ours (<c>Slack__BotToken</c>): the environment holds much that is no configuration.</summary>
    private static Dictionary<string, string?> FromEnvironment(Findings findings)
    {
        var ours = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => ((string)entry.Key, entry.Value as string)))
        {
            var key = name.Replace("__", ":", StringComparison.Ordinal);
            var section = key.Split(':')[0];
            if (key.Length == section.Length ? IsScalar(section) : Known.Contains(section, StringComparer.OrdinalIgnoreCase)) ours[key] = value;
            else if (key.Length > section.Length && NearestName.Of(section, Known) is { } meant) findings.Warn($"The environment variable {name} is not read; did you mean {meant}{name[section.Length..]}?");
        }

        return ours;
    }

    private static bool IsScalar(string key) => key.ToUpperInvariant() is "URLS" or "PUBLICURL";

    private static List<string> ServicesIn(byte[] text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (document.RootElement.ValueKind != JsonValueKind.Object) return [];
        return [.. document.RootElement.EnumerateObject()
            .Where(property => string.Equals(property.Name, "Services", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(property => property.Value.EnumerateObject())
            .Select(service => service.Name)];
    }
}
