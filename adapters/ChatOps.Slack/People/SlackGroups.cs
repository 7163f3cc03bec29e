using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Slack.People;

/// <summary>
/// Roles that members of Slack user groups have (configuration <c>Slack:UserGroups</c>). Members are asked for again after a while, beside the work;
/// while Slack does not answer, those known last count, for an hour at most.
/// </summary>
internal sealed class SlackGroups(SlackClient client, SlackOptions options, TimeProvider time)
{
    /// <summary>How long members are taken as known.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Members> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _asking = new(StringComparer.Ordinal);

    /// <summary>The roles that this user has by groups.</summary>
    public async ValueTask<IReadOnlyList<string>> RolesOfAsync(string user, CancellationToken cancellationToken)
    {
        if (options.UserGroups.Count == 0) return [];
        var roles = new List<string>();
        foreach (var (role, group) in options.UserGroups)
        {
            if (await MembersAsync(group, cancellationToken).ConfigureAwait(false) is { } members && members.Contains(user)) roles.Add(role);
        }

        return roles;
    }

    private async ValueTask<IReadOnlySet<string>?> MembersAsync(string group, CancellationToken cancellationToken)
    {
        var known = _members.GetValueOrDefault(group);
        var age = known is null ? TimeSpan.MaxValue : time.GetUtcNow() - known.At;
        if (age < Fresh) return known!.Users;
        var asking = _asking.GetOrAdd(group, AskAsync);
        if (age < Kept) return known!.Users;
        // The first to ask waits a little: Slack gives the whole answer three seconds.
        await Task.WhenAny(asking, Task.Delay(FirstWait, time, cancellationToken)).ConfigureAwait(false);
        return _members.TryGetValue(group, out var told) && time.GetUtcNow() - told.At < Kept ? told.Users : null;
    }

    private async Task AskAsync(string group)
    {
        await Task.Yield();
        try
        {
            var answer = await client.CallAsync("usergroups.users.list", new JsonObject { ["usergroup"] = group }, CancellationToken.None).ConfigureAwait(false);
            if (answer is not SlackAnswer.Good(var body)) return;
            var users = body.Items("users").Where(user => user.ValueKind == JsonValueKind.String).Select(user => user.GetString()!).ToHashSet(StringComparer.Ordinal);
            _members[group] = new Members(users, time.GetUtcNow());
        }
        finally
        {
            _asking.TryRemove(group, out _);
        }
    }

    private sealed record Members(IReadOnlySet<string> Users, DateTimeOffset At);
}
