using ChatOps.Slack.AlertChannels;
using ChatOps.Slack.Rendering;

namespace ChatOps.Slack;

/// <summary>What Slack is spoken to with (configuration <c>Slack</c>).</summary>
public sealed record SlackOptions
{
    /// <summary>The platform's name in routes, timelines and metrics.</summary>
    public const string Platform = "slack";

    /// <summary>Slack's own Web API.</summary>
    public static readonly Uri PublicBaseUrl = new("https://slack.com/api/");

    /// <summary>The Web API's address; methods are resolved against it. https, or http on loopback.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The bot's token (<c>xoxb-…</c>, no form is prescribed).</summary>
    public required string BotToken { get; init; }

    /// <summary>What deliveries over HTTP are signed with; null: none are taken.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The app-level token (<c>xapp-…</c>); set: Socket Mode.</summary>
    public string? AppToken { get; init; }

    /// <summary>The one workspace that is served; null: learnt from <c>auth.test</c>.</summary>
    public string? TeamId { get; init; }

    /// <summary>Whether people whom neither configuration nor link names are looked for by the e-mail address that Slack knows of them.</summary>
    public bool LookUpPeople { get; init; }

    /// <summary>Roles whose holders are the members of a Slack user group: role to the group's id (<c>S…</c>).</summary>
    public IReadOnlyDictionary<string, string> UserGroups { get; init; } = new Dictionary<string, string>();

    /// <summary>Channels in which other tools post their alerts.</summary>
    public IReadOnlyList<AlertChannel> AlertChannels { get; init; } = [];

    /// <summary>Whether the person whom a mention calls also gets it as a direct message.</summary>
    public bool DirectMessages { get; init; }

    /// <summary>Whether this handle is the id of a person (not of a group or a channel), who can be written to directly.</summary>
    public static bool IsPerson(string handle) => SlackHandle.IsUser(handle);

    /// <summary>What must never be shown or stored.</summary>
    public IEnumerable<string> Secrets => ((string?[])[BotToken, SigningSecret, AppToken]).OfType<string>().Where(secret => secret.Length > 0);
}
