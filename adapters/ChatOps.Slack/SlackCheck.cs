using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Slack.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Slack;

/// <summary>Asks Slack whether what is configured works there: token, scopes, channels, people and groups. It changes nothing.</summary>
public static class SlackCheck
{
    /// <summary>What the bot's token needs whatever else is configured, and what for; <c>docs/slack.md</c> says more.</summary>
    internal static readonly IReadOnlyList<(string Scope, string For)> Needed =
    [
        ("chat:write", "messages"), ("commands", "/chatops and the shortcut"), ("app_mentions:read", "@ChatOps in channels and threads"),
        ("channels:history", "alert channels, and to find a message whose answer was lost"), ("groups:history", "the same in private channels"), ("im:history", "direct messages to the bot"),
        ("channels:read", "this check"), ("groups:read", "this check in private channels"), ("files:write", "long logs as files"), ("users:read", "people that are mentioned"),
    ];

    /// <summary>Asks.</summary>
    /// <param name="options">What Slack is spoken to with.</param>
    /// <param name="channels">The channels that the configuration names, by the key that names them.</param>
    /// <param name="handles">The people (<c>U…</c>, <c>W…</c>) and groups (<c>S…</c>) that it names, by the key that names them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is missing, a line each; none: all works.</returns>
    public static async Task<IReadOnlyList<SlackFinding>> RunAsync(
        SlackOptions options, IEnumerable<(string Key, string Id)> channels, IEnumerable<(string Key, string Id)> handles, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(handles);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(time);
        services.AddSlack(options);
        await using var provider = services.BuildServiceProvider();
        var run = new Run(provider.GetRequiredService<SlackClient>(), options);
        if (!await run.TokenAsync(cancellationToken).ConfigureAwait(false)) return run.Findings;
        run.Scopes([.. handles]);
        await run.SocketAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (key, id) in channels.DistinctBy(channel => channel.Id)) await run.ChannelAsync(key, id, cancellationToken).ConfigureAwait(false);
        foreach (var (key, id) in handles.DistinctBy(handle => handle.Id)) await run.HandleAsync(key, id, cancellationToken).ConfigureAwait(false);
        return run.Findings;
    }

    private sealed class Run(SlackClient client, SlackOptions options)
    {
        private readonly List<SlackFinding> _findings = [];
        private IReadOnlyList<JsonElement>? _groups;
        private IReadOnlySet<string> _scopes = new HashSet<string>();

        public IReadOnlyList<SlackFinding> Findings => _findings;

        public async Task<bool> TokenAsync(CancellationToken cancellationToken)
        {
            switch (await client.CallAsync("auth.test", [], cancellationToken).ConfigureAwait(false))
            {
                case SlackAnswer.Good(var body) good:
                    _scopes = good.Scopes;
                    if (options.TeamId is { } wanted && body.Text("team_id") is { } team && team != wanted) Wrong($"Slack:TeamId is {wanted}, and Slack:BotToken is of the workspace {team}");
                    return true;
                case SlackAnswer.Failed(var error, _):
                    Wrong($"Slack:BotToken is not accepted by {options.BaseUrl}: {error}");
                    return false;
                case var other:
                    Warn($"Slack at {options.BaseUrl} does not answer, so nothing more of it was checked: {Words(other)}");
                    return false;
            }
        }

        public void Scopes(IReadOnlyList<(string Key, string Id)> handles)
        {
            // Slack says them in a header; a stand-in for it may not.
            if (_scopes.Count == 0) return;
            var needed = Needed.ToList();
            if (options.LookUpPeople) needed.Add(("users:read.email", "Slack:LookUpPeople"));
            if (options.DirectMessages) needed.Add(("im:write", "Slack:DirectMessages"));
            if (options.UserGroups.Count > 0 || handles.Any(handle => handle.Id.StartsWith('S'))) needed.Add(("usergroups:read", "user groups"));
            foreach (var (scope, why) in needed.Where(scope => !_scopes.Contains(scope.Scope)))
            {
                Wrong($"Slack:BotToken lacks the scope {scope}, which is for {why}: add it to the app and install it again");
            }
        }

        public async Task SocketAsync(CancellationToken cancellationToken)
        {
            if (options.AppToken is not { } token) return;
            if (await client.CallAsync("apps.connections.open", [], token, cancellationToken).ConfigureAwait(false) is SlackAnswer.Failed(var error, _))
            {
                Wrong($"Slack:AppToken opens no connection: {error}. It has to be an app-level token with connections:write, and Socket Mode switched on");
            }
        }

        public async Task ChannelAsync(string key, string id, CancellationToken cancellationToken)
        {
            switch (await client.CallAsync("conversations.info", new JsonObject { ["channel"] = id }, cancellationToken).ConfigureAwait(false))
            {
                case SlackAnswer.Good(var body) when body.Inner("channel") is { } channel:
                    if (channel.IsTrue("is_archived")) Wrong($"{key} holds {id}, and #{channel.Text("name")} is archived");
                    else if (!channel.IsTrue("is_member") && !channel.IsTrue("is_im")) Wrong($"{key} holds {id}, and the bot is not in #{channel.Text("name")}: type /invite @ChatOps there");
                    break;
                case SlackAnswer.Failed("channel_not_found", _):
                    Wrong($"{key} holds {id}, and there is no such channel, or it is private and the bot is not in it");
                    break;
                case var other:
                    Tell(key, id, other);
                    break;
            }
        }

        public async Task HandleAsync(string key, string id, CancellationToken cancellationToken)
        {
            if (SlackHandle.IsChannel(id)) await ChannelAsync(key, id, cancellationToken).ConfigureAwait(false);
            else if (SlackHandle.Element(id) is null) Wrong($"{key} holds {OutsideText.Line(id, 60)}, which calls nobody; allowed: the id of a member (U… or W…), of a user group (S…) or of a channel (C…)");
            else if (id.StartsWith('S')) await GroupAsync(key, id, cancellationToken).ConfigureAwait(false);
            else await MemberAsync(key, id, cancellationToken).ConfigureAwait(false);
        }

        private async Task MemberAsync(string key, string id, CancellationToken cancellationToken)
        {
            switch (await client.CallAsync("users.info", new JsonObject { ["user"] = id }, cancellationToken).ConfigureAwait(false))
            {
                case SlackAnswer.Good(var body):
                    if (body.Inner("user")?.IsTrue("deleted") == true) Wrong($"{key} holds {id}, who has left the workspace");
                    break;
                case SlackAnswer.Failed("user_not_found" or "user_not_visible", _):
                    Wrong($"{key} holds {id}, and there is nobody of this id; a member's id begins with U or W, a user group's with S");
                    break;
                case var other:
                    Tell(key, id, other);
                    break;
            }
        }

        private async Task GroupAsync(string key, string id, CancellationToken cancellationToken)
        {
            if (_groups is null)
            {
                var answer = await client.CallAsync("usergroups.list", new JsonObject { ["include_disabled"] = true }, cancellationToken).ConfigureAwait(false);
                if (answer is not SlackAnswer.Good(var body))
                {
                    Tell(key, id, answer);
                    return;
                }

                _groups = [.. body.Items("usergroups")];
            }

            var group = _groups.FirstOrDefault(group => group.Text("id") == id);
            if (group.ValueKind != JsonValueKind.Object) Wrong($"{key} holds {id}, and there is no user group of this id");
            else if ((group.Number("date_delete") ?? 0) != 0) Wrong($"{key} holds {id}, and the user group @{group.Text("handle")} is switched off");
        }

        /// <summary>A missing scope was told already; what Slack cannot say now is no mistake of the configuration.</summary>
        private void Tell(string key, string id, SlackAnswer answer)
        {
            if (answer is SlackAnswer.Failed("missing_scope", _) or SlackAnswer.Good) return;
            if (answer is SlackAnswer.Failed(var error, _)) Wrong($"{key} holds {id}: Slack answers {error}");
            else Warn($"{key} holds {id}, which could not be checked: {Words(answer)}");
        }

        private static string Words(SlackAnswer answer) => answer switch
        {
            SlackAnswer.Slower(var after) => string.Create(CultureInfo.InvariantCulture, $"too many calls, again in {after.TotalSeconds:0} s"),
            SlackAnswer.Away(var detail) => detail,
            SlackAnswer.Lost(var detail) => detail,
            _ => "no answer",
        };

        private void Wrong(string text) => _findings.Add(new SlackFinding(text, IsWarning: false));

        private void Warn(string text) => _findings.Add(new SlackFinding(text, IsWarning: true));
    }
}

/// <summary>Something that a check found.</summary>
/// <param name="Text">What is missing, in a line.</param>
/// <param name="IsWarning">True: nothing is wrong as far as could be seen.</param>
public sealed record SlackFinding(string Text, bool IsWarning);
