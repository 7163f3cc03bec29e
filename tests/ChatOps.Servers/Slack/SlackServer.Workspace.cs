using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Api;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack;

/// <content>Making and changing the workspace.</content>
public sealed partial class SlackServer
{
    public SlackUser AddUser(string name, string? realName = null, string? email = null, string timeZone = "Europe/Berlin") =>
        Locked(() => slack.Workspace.AddUser(name, realName ?? name, email ?? $"{name}@example.com", timeZone: timeZone));

    public void Deactivate(SlackUser user) => Locked(() => slack.Workspace.Users[user.Id] = user with { IsDeleted = true });

    /// <param name="name">Without "#".</param>
    /// <param name="kind">Public or private.</param>
    /// <param name="withApp">The app under test is a member.</param>
    /// <param name="members">Other members; none named: everybody who is in the workspace now.</param>
    public SlackChannel AddChannel(string name, SlackChannelKind kind = SlackChannelKind.Public, bool withApp = true, params IEnumerable<SlackUser> members) => Locked(() =>
    {
        string[] named = [.. members.Select(member => member.Id)];
        string[] people = named.Length > 0 ? named : [.. slack.Workspace.Users.Values.Where(user => !user.IsBot).Select(user => user.Id)];
        return slack.Workspace.AddConversation(name, kind, [.. people, .. withApp ? (string[])[App.BotUser.Id] : []]).Handle;
    });

    public SlackUserGroup AddUserGroup(string handle, params IEnumerable<SlackUser> users) => Locked(() =>
    {
        var group = new SlackUserGroup(slack.Ids.Next("S"), handle, handle, [.. users.Select(user => user.Id)]);
        slack.Workspace.UserGroups.Add(group.Id, group);
        return group;
    });

    public void SetMembers(SlackUserGroup group, params IEnumerable<SlackUser> users) =>
        Locked(() => slack.Workspace.UserGroups[group.Id] = group with { Users = [.. users.Select(user => user.Id)] });

    /// <summary>Another app with a bot, a member of all channels that are named.</summary>
    public SlackApp AddApp(string name, params IEnumerable<SlackChannel> channels) => Locked(() =>
    {
        var app = slack.Workspace.AddApp(name, slack.Options.Scopes);
        foreach (var channel in channels)
        {
            Stored(channel).Members.Add(app.BotUser.Id);
        }

        return app;
    });

    /// <summary>Address of an incoming webhook of this app.</summary>
    public Uri AddWebhook(SlackApp app, SlackChannel channel) => Locked(() =>
    {
        var secret = SlackIds.Secret(12);
        slack.Workspace.Webhooks.Add(secret, (app, Stored(channel)));
        return new Uri(Address, $"services/{TeamId}/{app.BotId}/{secret}");
    });

    /// <summary>The app under test takes deliveries at the paths of the bot that listens here.</summary>
    public void SendTo(Uri bot)
    {
        App.CommandsUrl = new Uri(bot, "slack/commands");
        App.EventsUrl = new Uri(bot, "slack/events");
        App.InteractionsUrl = new Uri(bot, "slack/interactions");
    }

    /// <summary>The direct message between a person and the app under test.</summary>
    public SlackChannel Direct(SlackUser user) => Locked(() => slack.Workspace.Direct([App.BotUser.Id, user.Id]).Handle);

    public void Archive(SlackChannel channel, bool isArchived = true) => Locked(() => Stored(channel).IsArchived = isArchived);

    /// <summary>From now on its id is unknown.</summary>
    public void Delete(SlackChannel channel) => Locked(() => slack.Workspace.Conversations.Remove(channel.Id));

    public void Join(SlackUser user, SlackChannel channel, SlackUser? inviter = null) => Locked(() =>
    {
        Membership.Join(slack, Stored(channel), user.Id, inviter?.Id);
        return true;
    });

    public void Leave(SlackUser user, SlackChannel channel) => Locked(() => Stored(channel).Members.Remove(user.Id));

    /// <summary>A person writes.</summary>
    /// <param name="user">Who.</param>
    /// <param name="channel">Where.</param>
    /// <param name="text">As Slack stores it; mentions as ids.</param>
    /// <param name="threadTs">The parent's ts.</param>
    public SlackMessage Say(SlackUser user, SlackChannel channel, string text, string? threadTs = null) => Locked(() =>
    {
        var conversation = Stored(channel);
        var body = new JsonObject
        {
            ["type"] = "message",
            ["user"] = user.Id,
            ["ts"] = slack.Workspace.Timestamps.Next(),
            ["client_msg_id"] = SlackIds.Uuid(),
            ["text"] = text,
            ["team"] = TeamId,
        };
        return Posting.Add(slack, conversation, body, ChatPostMessage.Parent(conversation, threadTs)).Snapshot();
    });

    /// <summary>Another app's bot posts.</summary>
    /// <param name="app">Whose bot.</param>
    /// <param name="channel">Where.</param>
    /// <param name="content">Arguments of chat.postMessage.</param>
    public SlackMessage PostAs(SlackApp app, SlackChannel channel, JsonObject content) => Locked(() =>
    {
        var arguments = content.DeepClone().AsObject();
        arguments["channel"] = channel.Id;
        var answer = ApiMethods.Find("chat.postMessage")!.Answer(new ApiCall(slack, app, arguments));
        return Stored(channel).Find((string)answer["ts"]!)!.Snapshot();
    });

    /// <summary>The author changes a message; a bot's content is that of chat.update.</summary>
    public SlackMessage Edit(SlackMessage message, JsonObject content) => Locked(() =>
    {
        var conversation = slack.Workspace.Conversations[message.Channel];
        var stored = conversation.Find(message.Ts)!;
        if (slack.Workspace.AppOfBot(message.User) is { } app)
        {
            var arguments = content.DeepClone().AsObject();
            arguments["channel"] = message.Channel;
            arguments["ts"] = message.Ts;
            ApiMethods.Find("chat.update")!.Answer(new ApiCall(slack, app, arguments));
            return stored.Snapshot();
        }

        var body = stored.Body.DeepClone().AsObject();
        body["text"] = content["text"]?.DeepClone();
        body["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = slack.Workspace.Timestamps.Next() };
        Posting.Change(slack, conversation, stored, body);
        return stored.Snapshot();
    });

    /// <summary>Deletes a message as its author does.</summary>
    public void Delete(SlackMessage message) => Locked(() =>
    {
        var conversation = slack.Workspace.Conversations[message.Channel];
        Posting.Delete(slack, conversation, conversation.Find(message.Ts)!);
        return true;
    });
}
