using System.Security.Cryptography.X509Certificates;
using ChatOps.Teams.AlertChannels;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams;

/// <summary>What Teams is spoken to with (configuration <c>Teams</c>).</summary>
public sealed record TeamsOptions
{
    /// <summary>The platform's name in routes, timelines and metrics.</summary>
    public const string Platform = "teams";

    /// <summary>Where Microsoft says with which keys its connector signs.</summary>
    public static readonly Uri PublicMetadata = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Where messages go that answer nothing, as long as nothing was heard from their conversation.</summary>
    public static readonly Uri PublicServiceUrl = new("https://smba.trafficmanager.net/teams/");

    /// <summary>Who signs for the public cloud.</summary>
    public static readonly IReadOnlyList<string> PublicIssuers = ["https://api.botframework.com"];

    /// <summary>Whom our own token is for in the public cloud.</summary>
    public const string PublicTokenScope = "https://api.botframework.com/.default";

    /// <summary>Microsoft's connectors, all clouds.</summary>
    public static readonly IReadOnlyList<string> PublicConnectorHosts =
    [
        "smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us",
        "frontend.botapi.msg.infra.teams.microsoftonline.cn",
    ];

    /// <summary>The application (client) id of the bot's registration; what tokens to us are made out to.</summary>
    public required string AppId { get; init; }

    /// <summary>The registration's secret; null: a certificate, or nothing for the emulator.</summary>
    public string? AppPassword { get; init; }

    /// <summary>The registration's certificate with its private key; null: a secret.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The tenant that the registration is of, which gives the token: a directory id; <c>botframework.com</c> for a multi-tenant registration.</summary>
    public required string TenantId { get; init; }

    /// <summary>The tenants whose people are heard. Never empty, unless only the emulator is.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>Where the connector's signing keys are told. https, or http on loopback.</summary>
    public Uri OpenIdMetadata { get; init; } = PublicMetadata;

    /// <summary>Who may sign what is sent to us.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = PublicIssuers;

    /// <summary>Where our own token comes from; null: Microsoft's endpoint of the tenant. https, or http on loopback.</summary>
    public Uri? TokenEndpoint { get; init; }

    /// <summary>Whom our own token is for.</summary>
    public string TokenScope { get; init; } = PublicTokenScope;

    /// <summary>Hosts that may get our token; no other ever does.</summary>
    public IReadOnlyList<string> ConnectorHosts { get; init; } = PublicConnectorHosts;

    /// <summary>Where messages go whose conversation was not heard from yet.</summary>
    public Uri ServiceUrl { get; init; } = PublicServiceUrl;

    /// <summary>Whether the emulator is heard: activities without a token, from this machine alone.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Whether the person whom a mention calls also gets it in a personal chat.</summary>
    public bool DirectMessages { get; init; }

    /// <summary>Where alerts are read as people write them.</summary>
    public IReadOnlyList<AlertChannel> AlertChannels { get; init; } = [];

    /// <summary>Whether there is something to prove ourselves with.</summary>
    public bool HasCredential => AppPassword is not null || Certificate is not null;

    /// <summary>What must never be shown or stored.</summary>
    public IEnumerable<string> Secrets => AppPassword is { Length: > 0 } secret ? [secret] : [];

    /// <summary>Whether this handle is a person's (not a channel or a chat), who can be written to directly.</summary>
    public static bool IsPerson(string handle) => TeamsHandle.IsPerson(handle);
}
