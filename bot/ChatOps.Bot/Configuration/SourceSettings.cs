using ChatOps.Alerting;
using ChatOps.Core.Alerts;

namespace ChatOps.Bot.Configuration;

/// <summary>One sender of alerts (configuration <c>Sources:{name}</c>).</summary>
/// <param name="Source">How it is told apart from others.</param>
/// <param name="WatchdogWithin">How long its Watchdog may be absent, once seen; 10 minutes by default, 1 s to 7 days.</param>
internal sealed record SourceSettings(AlertSource Source, TimeSpan WatchdogWithin)
{
    /// <summary>What incidents call it.</summary>
    public string Name => Source.Name;

    public static IReadOnlyList<SourceSettings> Read(KeyReader keys)
    {
        var sources = keys.Sections("Sources", ReadSource);
        foreach (var twins in sources.GroupBy(source => (source.Source.Token, source.Source.HmacSecret)).Where(group => group.Key != default && group.Count() > 1))
        {
            keys.Findings.Mistake($"Sources holds the same secret for {string.Join(" and ", twins.Select(twin => twin.Source.Name))}; allowed: a secret of its own for each, since it tells them apart");
        }

        return sources;
    }

    private static SourceSettings ReadSource(string name, KeyReader keys)
    {
        var token = keys.Secret("Token");
        var hmac = keys.Secret("HmacSecret");
        if (token is null && hmac is null && !keys.Has("Token") && !keys.Has("HmacSecret"))
        {
            keys.Findings.Mistake($"{keys.PathOf("Token")} holds nothing; allowed: the text that the sender gives as its bearer token (or {keys.PathOf("HmacSecret")}, the secret that signs its bodies)");
        }

        return new(
            new AlertSource(name, keys.Choice("Kind", SourceKind.Any), token, hmac, keys.Text("SignatureHeader"), keys.Text("TimestampHeader")),
            keys.Duration("WatchdogWithin", Watchdog.UsuallyWithin, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)));
    }
}
