using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;

namespace ChatOps.Slack.People;

/// <summary>
/// Who a Slack user is here: by configuration, by a link, or (where it is switched on) by the e-mail address that Slack knows, which is asked for once
/// and kept as a link. Roles come from the configuration and from user groups.
/// </summary>
internal sealed class SlackPeople(IChatDesk desk, SlackClient client, SlackGroups groups, SlackTeam team, SlackOptions options, Roster roster, TimeProvider time)
{
    /// <summary>Whom Slack did not know by then is asked for again: somebody may have added the address.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(1);

    private const int MostAsked = 10_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _asked = new(StringComparer.Ordinal);

    /// <summary>Who acts.</summary>
    /// <exception cref="StorageUnavailableException">Links cannot be read now.</exception>
    public async Task<Actor> WhoAsync(string user, CancellationToken cancellationToken)
    {
        var actor = await desk.WhoAsync(SlackOptions.Platform, user, cancellationToken).ConfigureAwait(false);
        if (options.LookUpPeople && actor.Name == user && await LookUpAsync(user, cancellationToken).ConfigureAwait(false) is { } found) actor = found;
        var more = await groups.RolesOfAsync(user, cancellationToken).ConfigureAwait(false);
        return more.Count == 0 ? actor : actor with { Roles = [.. actor.Roles.Union(more, StringComparer.OrdinalIgnoreCase)] };
    }

    /// <summary>The word by which commands know whom a mention means: a person's name, a responder's role, else Slack's own id.</summary>
    public async ValueTask<string> WordOfAsync(string mentioned, CancellationToken cancellationToken)
    {
        var responder = roster.Responders.FirstOrDefault(responder => responder.Handles.TryGetValue(SlackOptions.Platform, out var handle) && handle == mentioned);
        if (responder is not null && mentioned.StartsWith('S')) return responder.Role;
        return (await desk.WhoAsync(SlackOptions.Platform, mentioned, cancellationToken).ConfigureAwait(false)).Name;
    }

    private async Task<Actor?> LookUpAsync(string user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_asked.TryGetValue(user, out var at) && now - at < AskAgain) return null;
        if (_asked.Count >= MostAsked) _asked.Clear();
        _asked[user] = now;
        using var late = new CancellationTokenSource(MostWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var answer = await client.CallAsync("users.info", new JsonObject { ["user"] = user }, either.Token).ConfigureAwait(false);
            return answer is SlackAnswer.Good(var body) && body.Inner("user") is { } told && EmailOf(told) is { } email
                ? await desk.LinkByEmailAsync(SlackOptions.Platform, user, email, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The address that our own workspace vouches for: guests of a shared channel bring what theirs says.</summary>
    private string? EmailOf(System.Text.Json.JsonElement user) =>
        team.Id is { } own && user.Text("team_id") == own && !user.IsTrue("deleted") && !user.IsTrue("is_bot") && !user.IsTrue("is_stranger") ? user.Inner("profile")?.Text("email") : null;
}
