namespace ChatOps.Servers.Slack;

/// <summary>An app that is installed in the workspace, with its bot user. Its settings can change while the server runs.</summary>
public sealed class SlackApp
{
    internal SlackApp(string id, string name, string botId, SlackUser user, IEnumerable<string> scopes)
    {
        Id = id;
        Name = name;
        BotId = botId;
        BotUser = user;
        Scopes = new HashSet<string>(scopes);
        BotToken = $"xoxb-{State.SlackIds.Secret(12)}";
        AppToken = $"xapp-1-{id}-{State.SlackIds.Secret(12)}";
        SigningSecret = State.SlackIds.Secret();
        VerificationToken = State.SlackIds.Secret(12);
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>B and more.</summary>
    public string BotId { get; }

    public SlackUser BotUser { get; }

    /// <summary>xoxb.</summary>
    public string BotToken { get; set; }

    /// <summary>xapp, with connections:write.</summary>
    public string AppToken { get; set; }

    public string SigningSecret { get; set; }

    /// <summary>The deprecated <c>token</c> inside payloads.</summary>
    public string VerificationToken { get; }

    /// <summary>Bot scopes.</summary>
    public ISet<string> Scopes { get; }

    /// <summary>Events that its bot has subscribed to.</summary>
    public ISet<string> Events { get; } = new HashSet<string>();

    public ISet<string> Commands { get; } = new HashSet<string>();

    public Uri? CommandsUrl { get; set; }

    public Uri? EventsUrl { get; set; }

    public Uri? InteractionsUrl { get; set; }

    /// <summary>Where options of external selects are asked for; none: the address of interactions.</summary>
    public Uri? OptionsUrl { get; set; }

    public bool SocketMode { get; set; }

    public bool HomeTab { get; set; }

    public bool EscapeCommands { get; set; } = true;

    /// <summary>An error word that its tokens answer with, such as <c>token_revoked</c>; none: they are good.</summary>
    public string? TokenError { get; set; }
}
