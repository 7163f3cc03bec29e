using ChatOps.Bot.Configuration;
using ChatOps.GitHub;

namespace ChatOps.Bot.Cli;

/// <summary>What <c>check</c> asks GitHub about this configuration.</summary>
internal static class GitHubConnection
{
    public static async Task CheckAsync(Settings settings, GitHubOptions github, TimeProvider time, Findings findings)
    {
        foreach (var found in await GitHubCheck.RunAsync(github, [.. Repositories(settings, github)], [.. Handles(settings, github)], time).ConfigureAwait(false))
        {
            if (found.IsWarning) findings.Warn(found.Text);
            else findings.Mistake(found.Text);
        }
    }

    private static IEnumerable<(string Key, string Name)> Repositories(Settings settings, GitHubOptions github) =>
        settings.Routes.SelectMany((route, number) => Of($"Routes:{number}:GitHub", route.Places))
            .Concat(settings.Services.SelectMany(entry => Of($"Services:{entry.Service.Name}:Route:GitHub", entry.Places)))
            .Concat(github.Projects.Select(project => ($"GitHub:Repositories:{project.FullName}", project.FullName)));

    private static IEnumerable<(string Key, string Name)> Handles(Settings settings, GitHubOptions github) =>
        settings.Roster.Responders.SelectMany(responder => Of($"Responders:{responder.Role}:GitHub", responder.Handles))
            .Concat(settings.Roster.People.SelectMany(person => Of($"People:{person.Name}:GitHub", person.Handles)))
            .Concat(github.Teams.Select(team => ($"GitHub:Teams:{team.Key}", team.Value)));

    private static IEnumerable<(string Key, string Name)> Of(string key, IReadOnlyDictionary<string, string> places) =>
        places.TryGetValue(GitHubOptions.Platform, out var name) ? [(key, name)] : [];
}
