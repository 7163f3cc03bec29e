namespace ChatOps.Bot.Configuration;

/// <summary>One sender of alerts (configuration <c>Sources:{name}</c>), told apart by its secret.</summary>
/// <param name="Name">What incidents call it.</param>
/// <param name="Token">Its bearer token, or null.</param>
/// <param name="HmacSecret">The secret that signs its bodies, or null.</param>
/// <param name="SignatureHeader">The header of the signature; null: those that are usual.</param>
/// <param name="TimestampHeader">The header of the signed time; null: the body alone is signed.</param>
/// <param name="WatchdogWithin">How long its Watchdog may be absent, once seen; 10 minutes by default, 1 s to 7 days.</param>
internal sealed record SourceSettings(string Name, string? Token, string? HmacSecret, string? SignatureHeader, string? TimestampHeader, TimeSpan WatchdogWithin)
{
    public static IReadOnlyList<SourceSettings> Read(KeyReader keys) => keys.Sections("Sources", (name, source) =>
    {
        // The kind is for people: a secret alone tells senders apart, and what they send is told by its path.
        source.Choice("Kind", SourceKind.Any);
        var token = source.Secret("Token");
        var hmac = source.Secret("HmacSecret");
        if (token is null && hmac is null && !source.Has("Token") && !source.Has("HmacSecret"))
        {
            source.Findings.Mistake($"{source.PathOf("Token")} holds nothing; allowed: the text that the sender gives as its bearer token (or {source.PathOf("HmacSecret")}, the secret that signs its bodies)");
        }

        return new SourceSettings(name, token, hmac, source.Text("SignatureHeader"), source.Text("TimestampHeader"), source.Duration("WatchdogWithin", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)));
    });

    /// <summary>Keeps the secrets out of logs.</summary>
    public override string ToString() => $"source {Name}";
}

/// <summary>The sorts of sender.</summary>
internal enum SourceKind
{
    /// <summary>Any path that takes alerts.</summary>
    Any,

    /// <summary>Prometheus, or what speaks Alertmanager's API: <c>/api/v2/</c>.</summary>
    Prometheus,

    /// <summary>Alertmanager's webhook: <c>/webhooks/alertmanager</c>.</summary>
    Alertmanager,

    /// <summary>The bot's own plain JSON: <c>/webhooks/alert</c>.</summary>
    Alert,
}
