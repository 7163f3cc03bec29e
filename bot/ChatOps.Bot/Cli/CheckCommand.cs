using ChatOps.Bot.Configuration;
using ChatOps.Bot.Recovery;

namespace ChatOps.Bot.Cli;

/// <summary><c>check</c>: reads everything that a start reads and says what is wrong, a line each.</summary>
internal static class CheckCommand
{
    public static int Run(Launch launch, TextWriter output)
    {
        var findings = new Findings();
        var sources = SettingsSources.Read(launch, findings);
        var settings = Settings.Read(sources, findings);
        using var runbooks = Runbooks.Read(settings, launch.Time, findings);
        foreach (var mistake in findings.Mistakes) output.WriteLine(mistake);
        foreach (var warning in findings.Warnings) output.WriteLine($"warning: {warning}");
        if (findings.Mistakes.Count > 0) return 1;
        output.WriteLine($"The configuration is good: {settings.Services.Count} services, {settings.Roster.People.Count()} people, {settings.Roster.Responders.Count()} responders, {settings.Routes.Count} routes, {runbooks.Shelf.All.Count} runbooks.");
        return 0;
    }
}
