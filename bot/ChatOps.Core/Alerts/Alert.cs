namespace ChatOps.Core.Alerts;

/// <summary>One signal from outside, as its sender gave it, after parsing. Every text in it is data of a stranger.</summary>
/// <param name="Source">The configured source it came from, or the kind of sender on an open loopback (<c>alertmanager</c>, <c>alert</c>, …).</param>
/// <param name="Labels">What identifies it: alerts with the same labels are one alert, across sources (rule 2.1).</param>
/// <param name="Annotations">Texts for people: <c>summary</c>, <c>description</c>, <c>runbook_url</c>, …; not part of the identity.</param>
/// <param name="Status">Whether its condition holds.</param>
/// <param name="StartsAt">When it began, as the sender says; the time of receipt where the sender does not.</param>
/// <param name="EndsAt">When it ended (resolved) or will end unless it is repeated (firing, by <c>/api/v2/alerts</c>); null: does not end by itself.</param>
/// <param name="Expires">True when it came by <c>/api/v2/alerts</c> and therefore ends by itself at <paramref name="EndsAt"/> (rule 2.26).</param>
/// <param name="GeneratorUrl">The page at the sender that shows why it fires, or null.</param>
/// <param name="Links">Other links the sender gave: dashboard, panel, silence.</param>
/// <param name="Key">The sender's own name for it, where it has one (<c>fingerprint</c> of <c>/webhooks/alert</c>): within its source that identifies it instead of its labels, so that the message that it is over need not repeat them.</param>
/// <param name="Note">What was odd about it and mended while it was read, for the incident that it opens (<c>the sender's clock is ahead</c>, …); or null.</param>
public sealed record Alert(
    string Source,
    LabelSet Labels,
    LabelSet Annotations,
    AlertStatus Status,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt = null,
    bool Expires = false,
    string? GeneratorUrl = null,
    IReadOnlyList<AlertLink>? Links = null,
    string? Key = null,
    string? Note = null)
{
    /// <summary>The name of the alert: its label <c>alertname</c>, or the empty text.</summary>
    public string Name => Labels.Get("alertname");

    /// <summary>The identity, 16 lower hex digits: as Alertmanager computes it from the labels, or from <see cref="Key"/> and source.</summary>
    public string Fingerprint => AlertFingerprint.Of(Key is null ? Labels : LabelSet.Of(("key", Key), ("source", Source)));
}

/// <summary>A link that an alert carries.</summary>
/// <param name="Text">What it leads to, for people.</param>
/// <param name="Href">An absolute http or https address.</param>
public sealed record AlertLink(string Text, string Href);
