using System.Net;
using ChatOps.Alerting.Mapping;

namespace ChatOps.Alerting;

/// <summary>
/// One configured sender of alerts (<c>Sources:{name}</c>). Senders are told apart by how they prove themselves; of what is set, all has to hold.
/// </summary>
/// <param name="Name">What incidents call it.</param>
/// <param name="Kind">Which paths it may use.</param>
/// <param name="Token">What it sends as its bearer token, as the password of Basic authentication with any user name, as <c>access_token</c> in the query, or as PagerDuty's <c>routing_key</c>; null: it has none.</param>
/// <param name="HmacSecret">What it signs its bodies with (HMAC-SHA256); null: it signs none.</param>
/// <param name="SignatureHeader">The header of the signature; null: <c>X-ChatOps-Signature</c>, <c>X-Hub-Signature-256</c>, <c>X-Signature</c> or the one of a tool that has its own.</param>
/// <param name="TimestampHeader">The header of the signed time (Unix seconds; signed is then <c>{time}:{body}</c>, and it may lie 5 minutes from now); null: the body alone is signed.</param>
public sealed record AlertSource(string Name, SourceKind Kind, string? Token, string? HmacSecret, string? SignatureHeader = null, string? TimestampHeader = null)
{
    /// <summary>A header that carries the token alone; null: GitLab's <c>X-Gitlab-Token</c>.</summary>
    public string? TokenHeader { get; init; }

    /// <summary>The addresses that it sends from; empty: any.</summary>
    public IReadOnlyList<IPNetwork> Addresses { get; init; } = [];

    /// <summary>The SHA-256 fingerprints (hexadecimal, upper case) of the client certificates that it may show; empty: it shows none.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>The SNS topics (ARNs) that it sends for; their messages are signed by Amazon. Empty for all other kinds.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>How its bodies are read, the first that fits counts; empty: as its kind is shipped.</summary>
    public IReadOnlyList<AlertMap> Maps { get; init; } = [];

    /// <summary>The branches whose CI failures count (rule 2.3); empty: the default branch.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>True: nothing tells it apart, because no source is configured and everything on this machine may send.</summary>
    public bool IsOpen => Token is null && HmacSecret is null && Addresses.Count == 0 && Certificates.Count == 0 && Topics.Count == 0;

    /// <summary>Keeps the secrets out of logs.</summary>
    public override string ToString() => $"source {Name}";
}
