namespace ChatOps.Servers.Slack.State;

/// <summary>People, apps, conversations, user groups and files of the one workspace. Guarded by the system's lock.</summary>
internal sealed class Workspace(SlackSystem slack)
{
    public string TeamId { get; } = slack.Ids.Next("T");

    public string Domain { get; } = "testers";

    public Timestamps Timestamps { get; } = new(slack.Time);

    public List<SlackApp> Apps { get; } = [];

    public Dictionary<string, SlackUser> Users { get; } = [];

    public Dictionary<string, Conversation> Conversations { get; } = [];

    public Dictionary<string, SlackUserGroup> UserGroups { get; } = [];

    public Dictionary<string, StoredFile> Files { get; } = [];

    /// <summary>Messages that one person alone saw, oldest first. They are in no conversation.</summary>
    public List<StoredEphemeral> Ephemerals { get; } = [];

    /// <summary>Incoming webhooks: the secret end of the address, and where they post as whom.</summary>
    public Dictionary<string, (SlackApp App, Conversation Conversation)> Webhooks { get; } = [];

    public SlackApp AddApp(string name, IEnumerable<string> scopes)
    {
        var user = AddUser(name.ToLowerInvariant().Replace(' ', '_'), name, email: null, isBot: true);
        var app = new SlackApp(slack.Ids.Next("A"), name, slack.Ids.Next("B"), user, scopes);
        Apps.Add(app);
        return app;
    }

    public SlackUser AddUser(string name, string realName, string? email, bool isBot = false, string timeZone = "Europe/Berlin")
    {
        var user = new SlackUser(slack.Ids.Next("U"), name, realName, email, timeZone, isBot);
        Users.Add(user.Id, user);
        return user;
    }

    public Conversation AddConversation(string name, SlackChannelKind kind, IEnumerable<string> members)
    {
        var prefix = kind switch { SlackChannelKind.Direct => "D", SlackChannelKind.Group => "G", _ => "C" };
        var conversation = new Conversation(new SlackChannel(slack.Ids.Next(prefix), name, kind), slack.Time.GetUtcNow());
        conversation.Members.AddRange(members);
        Conversations.Add(conversation.Id, conversation);
        return conversation;
    }

    /// <summary>The direct message of these members, made if there was none.</summary>
    public Conversation Direct(IReadOnlyCollection<string> members)
    {
        var kind = members.Count > 2 ? SlackChannelKind.Group : SlackChannelKind.Direct;
        return Conversations.Values.FirstOrDefault(
            conversation => conversation.Handle.Kind == kind && conversation.Members.Count == members.Count && members.All(conversation.Has))
            ?? AddConversation(kind == SlackChannelKind.Group ? $"mpdm-{string.Join("--", members)}-1" : "", kind, members);
    }

    public SlackApp? AppOfBot(string user) => Apps.FirstOrDefault(app => app.BotUser.Id == user);
}
