using ChatOps.Bot.Configuration;
using ChatOps.Slack;

namespace ChatOps.Bot.Cli;

/// <summary>What <c>check</c> asks Slack about this configuration.</summary>
internal static class SlackConnection
{
    public static async Task CheckAsync(Settings settings, SlackOptions slack, TimeProvider time, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var found in await SlackCheck.RunAsync(slack, [.. Channels(settings, slack)], [.. Handles(settings, slack)], time, cancellationToken).ConfigureAwait(false))
        {
            if (found.IsWarning) findings.Warn(found.Text);
            else findings.Mistake(found.Text);
        }
    }

    private static IEnumerable<(string Key, string Id)> Channels(Settings settings, SlackOptions slack) =>
        settings.Routes.SelectMany((route, number) => Of($"Routes:{number}:Slack", route.Places))
            .Concat(settings.Services.SelectMany(entry => Of($"Services:{entry.Service.Name}:Route:Slack", entry.Places)))
            .Concat(slack.AlertChannels.Select((channel, number) => ($"Slack:AlertChannels:{number}:Channel", channel.Channel)));

    private static IEnumerable<(string Key, string Id)> Handles(Settings settings, SlackOptions slack) =>
        settings.Roster.Responders.SelectMany(responder => Of($"Responders:{responder.Role}:Slack", responder.Handles))
            .Concat(settings.Roster.People.SelectMany(person => Of($"People:{person.Name}:Slack", person.Handles)))
            .Concat(slack.UserGroups.Select(group => ($"Slack:UserGroups:{group.Key}", group.Value)));

    private static IEnumerable<(string Key, string Id)> Of(string key, IReadOnlyDictionary<string, string> places) =>
        places.TryGetValue(SlackOptions.Platform, out var id) ? [(key, id)] : [];
}
