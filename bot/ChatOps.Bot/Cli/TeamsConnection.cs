using ChatOps.Bot.Configuration;
using ChatOps.Teams;

namespace ChatOps.Bot.Cli;

/// <summary>What <c>check</c> asks Microsoft about this configuration.</summary>
internal static class TeamsConnection
{
    public static async Task CheckAsync(Settings settings, TeamsOptions teams, TimeProvider time, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var found in await TeamsCheck.RunAsync(teams, [.. Places(settings), .. teams.AlertChannels.Select((channel, number) => ($"Teams:AlertChannels:{number}:Channel", channel.Channel))], [.. Handles(settings)], time, cancellationToken).ConfigureAwait(false))
        {
            if (found.IsWarning) findings.Warn(found.Text);
            else findings.Mistake(found.Text);
        }
    }

    private static IEnumerable<(string Key, string Id)> Places(Settings settings) =>
        settings.Routes.SelectMany((route, number) => Of($"Routes:{number}:Teams", route.Places))
            .Concat(settings.Services.SelectMany(entry => Of($"Services:{entry.Service.Name}:Route:Teams", entry.Places)));

    private static IEnumerable<(string Key, string Id)> Handles(Settings settings) =>
        settings.Roster.Responders.SelectMany(responder => Of($"Responders:{responder.Role}:Teams", responder.Handles))
            .Concat(settings.Roster.People.SelectMany(person => Of($"People:{person.Name}:Teams", person.Handles)));

    private static IEnumerable<(string Key, string Id)> Of(string key, IReadOnlyDictionary<string, string>? places) =>
        places is not null && places.TryGetValue(TeamsOptions.Platform, out var id) ? [(key, id)] : [];
}
