using ChatOps.Bot.Configuration;
using ChatOps.Bot.Recovery;

namespace ChatOps.Bot.Cli;

/// <summary><c>check</c>: reads everything that a start reads, asks what it will talk to, and says what is wrong, a line each.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(Launch launch, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var sources = SettingsSources.Read(launch, findings);
        var settings = Settings.Read(sources, findings);
        using var runbooks = Runbooks.Read(settings, launch.Time, findings);
        if (findings.Mistakes.Count == 0) await ConnectionCheck.RunAsync(settings, findings, cancellationToken).ConfigureAwait(false);
        if (findings.Mistakes.Count == 0 && settings.Slack is { } slack) await SlackConnection.CheckAsync(settings, slack, launch.Time, findings, cancellationToken).ConfigureAwait(false);
        if (findings.Mistakes.Count == 0 && settings.Teams is { } teams) await TeamsConnection.CheckAsync(settings, teams, launch.Time, findings, cancellationToken).ConfigureAwait(false);
        if (findings.Mistakes.Count == 0 && settings.GitHub is { } github) await GitHubConnection.CheckAsync(settings, github, launch.Time, findings).ConfigureAwait(false);
        foreach (var mistake in findings.Mistakes) await output.WriteLineAsync(mistake).ConfigureAwait(false);
        foreach (var warning in findings.Warnings) await output.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
        if (findings.Mistakes.Count > 0) return 1;
        await output.WriteLineAsync($"The configuration is good: {settings.Services.Count} services, {settings.Roster.People.Count()} people, {settings.Roster.Responders.Count()} responders, {settings.Routes.Count} routes, {runbooks.Shelf.All.Count} runbooks.").ConfigureAwait(false);
        return 0;
    }
}
