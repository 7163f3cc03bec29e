namespace ChatOps.Alerting;

/// <summary>One configured sender of alerts (<c>Sources:{name}</c>). Senders are told apart by their secrets.</summary>
/// <param name="Name">What incidents call it.</param>
/// <param name="Kind">Which paths it may use.</param>
/// <param name="Token">What it sends as its bearer token, or as the password of Basic authentication with any user name; null: it has none.</param>
/// <param name="HmacSecret">What it signs its bodies with (HMAC-SHA256); null: it signs none. With a token too, both have to hold.</param>
/// <param name="SignatureHeader">The header of the signature; null: <c>X-ChatOps-Signature</c>, <c>X-Hub-Signature-256</c> or <c>X-Signature</c>.</param>
/// <param name="TimestampHeader">The header of the signed time (Unix seconds; signed is then <c>{time}:{body}</c>, and it may lie 5 minutes from now); null: the body alone is signed.</param>
public sealed record AlertSource(string Name, SourceKind Kind, string? Token, string? HmacSecret, string? SignatureHeader = null, string? TimestampHeader = null)
{
    /// <summary>Keeps the secrets out of logs.</summary>
    public override string ToString() => $"source {Name}";
}

/// <summary>The sorts of sender. What lists and lifts silences should not be in the hands of every script that may send an alert.</summary>
public enum SourceKind
{
    /// <summary>Every path that takes alerts.</summary>
    Any,

    /// <summary>Prometheus, amtool and what else speaks Alertmanager's API: <c>/api/v2/</c>.</summary>
    Prometheus,

    /// <summary>Alertmanager: its webhook <c>/webhooks/alertmanager</c>, and <c>/api/v2/</c>.</summary>
    Alertmanager,

    /// <summary>Whatever sends the bot's own plain JSON: <c>/webhooks/alert</c>.</summary>
    Alert,

    /// <summary>Tools that know only an incoming webhook of Slack: <c>/webhooks/slack</c>.</summary>
    Slack,
}
