namespace ChatOps.GitHub;

/// <summary>What GitHub is spoken to with (configuration <c>GitHub</c>).</summary>
public sealed record GitHubOptions
{
    /// <summary>The platform's name in routes, timelines and metrics.</summary>
    public const string Platform = "github";

    /// <summary>The label that declares an issue an incident, and that every incident's issue has.</summary>
    public const string IncidentLabel = "incident";

    /// <summary>GitHub's own REST API.</summary>
    public static readonly Uri PublicBaseUrl = new("https://api.github.com/");

    /// <summary>The API's address, with a slash at its end; an Enterprise Server's ends in <c>/api/v3/</c>. https, or http on loopback.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>What deliveries are signed with.</summary>
    public required string WebhookSecret { get; init; }

    /// <summary>A person's or machine account's token; null where an app is used.</summary>
    public string? Token { get; init; }

    /// <summary>The app's id or client id; null where a token is used.</summary>
    public string? AppId { get; init; }

    /// <summary>The app's private key, as PEM; null where a token is used.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>What a line has to start with to be a command.</summary>
    public string Prefix { get; init; } = "/chatops";

    /// <summary>Roles whose holders are the members of a team: role to <c>organization/team</c>.</summary>
    public IReadOnlyDictionary<string, string> Teams { get; init; } = new Dictionary<string, string>();

    /// <summary>Roles that whoever has at least this permission in the repository holds: role to <c>write</c>, <c>maintain</c> or <c>admin</c>.</summary>
    public IReadOnlyDictionary<string, string> Permissions { get; init; } = new Dictionary<string, string>();

    /// <summary>The repositories whose failed pipelines and deployments are alerts.</summary>
    public IReadOnlyList<GitHubProject> Projects { get; init; } = [];

    /// <summary>Whether a text names a repository: <c>owner/name</c>.</summary>
    public static bool IsRepository(string text) => GitHubReference.IsRepository(text);

    /// <summary>Whether a text names a team: <c>organization/team</c>.</summary>
    public static bool IsTeam(string text) => GitHubReference.IsRepository(text);

    /// <summary>Whether a text is a private key that can sign.</summary>
    public static bool IsKey(string pem) => Access.AppClaim.IsKey(pem);

    /// <summary>What must never be shown or stored.</summary>
    public IEnumerable<string> Secrets => ((string?[])[WebhookSecret, Token, PrivateKey]).OfType<string>().Where(secret => secret.Length > 0);
}
