using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack;

/// <content>What a test can ask.</content>
public sealed partial class SlackServer
{
    /// <summary>Every call of the Web API, in the order of their answers.</summary>
    public IReadOnlyList<SlackCall> Calls => slack.Log.Calls;

    /// <summary>Every attempt to give something to an app, in the order in which they ended.</summary>
    public IReadOnlyList<SlackDelivery> Deliveries => slack.Log.Deliveries;

    public IReadOnlyList<SlackChannel> Channels => Locked<IReadOnlyList<SlackChannel>>(() => [.. slack.Workspace.Conversations.Values.Select(conversation => conversation.Handle)]);

    public IReadOnlyList<SlackUser> Users => Locked<IReadOnlyList<SlackUser>>(() => [.. slack.Workspace.Users.Values]);

    /// <summary>All that was ever posted, threads included, in order; what was deleted says so.</summary>
    public IReadOnlyList<SlackMessage> Messages(SlackChannel channel) => Locked<IReadOnlyList<SlackMessage>>(() => [.. Stored(channel).Messages.Select(message => message.Snapshot())]);

    /// <summary>The replies under a message, in order, without deleted ones.</summary>
    public IReadOnlyList<SlackMessage> Replies(SlackMessage parent) =>
        Locked<IReadOnlyList<SlackMessage>>(() =>
        [
            .. slack.Workspace.Conversations[parent.Channel].Messages
                .Where(message => message.ParentTs == parent.Ts && !message.IsDeleted)
                .Select(message => message.Snapshot()),
        ]);

    /// <summary>The message as it stands now.</summary>
    public SlackMessage Now(SlackMessage message) => Locked(() => message.OnlyFor is null
        ? slack.Workspace.Conversations[message.Channel].Messages.Single(stored => stored.Ts == message.Ts).Snapshot()
        : slack.Workspace.Ephemerals.Single(stored => stored.Ts == message.Ts).Snapshot());

    /// <summary>What this person alone was shown, oldest first; what was taken away says so.</summary>
    public IReadOnlyList<SlackMessage> Ephemerals(SlackUser user, SlackChannel? channel = null) =>
        Locked<IReadOnlyList<SlackMessage>>(() =>
        [
            .. slack.Workspace.Ephemerals
                .Where(ephemeral => ephemeral.User == user.Id && (channel is null || ephemeral.Channel.Id == channel.Id))
                .Select(ephemeral => ephemeral.Snapshot()),
        ]);

    /// <summary>The modals that this person has open, the one on top last.</summary>
    public IReadOnlyList<SlackView> Modals(SlackUser user) =>
        Locked<IReadOnlyList<SlackView>>(() => [.. slack.Views.Modals.Where(view => view.User == user.Id).Select(Snapshot)]);

    public SlackView? Home(SlackUser user) => Locked(() => slack.Views.Home(App, user.Id) is { } home ? Snapshot(home) : null);

    /// <summary>The content of a file that was uploaded.</summary>
    public byte[]? File(string id) => Locked(() => slack.Workspace.Files.GetValueOrDefault(id)?.Content);

    /// <summary>Ends when no event is on its way to an app or waits for a retry.</summary>
    public Task IdleAsync() => slack.Couriers.IdleAsync();

    private SlackView Snapshot(StoredView view) => new(view.Id, view.User, view.ToJson(TeamId));
}
