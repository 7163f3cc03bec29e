using System.Reflection;

namespace ChatOps.Bot.Cli;

internal static class VersionCommand
{
    /// <summary>The program's version, as the build named it.</summary>
    public static string Version =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static async Task<int> RunAsync(TextWriter output)
    {
        await output.WriteLineAsync($"ChatOps {Version}").ConfigureAwait(false);
        return 0;
    }
}
