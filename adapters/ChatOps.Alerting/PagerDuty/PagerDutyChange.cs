using ChatOps.Alerting.Receiving;
using ChatOps.Http;

namespace ChatOps.Alerting.PagerDuty;

/// <summary>A change event of the Events API v2, as it was sent: it has no severity, nothing to resolve, and pages nobody.</summary>
internal sealed class PagerDutyChange
{
    private readonly PagerDutyEvent _event;

    private PagerDutyChange(PagerDutyEvent read) => _event = read;

    /// <exception cref="BadJsonException">It is no JSON object of the API's types.</exception>
    public static PagerDutyChange Read(ReadOnlySpan<byte> body) => new(PagerDutyEvent.Read(body));

    /// <summary>What is wrong with it, all at once.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(_event.RoutingKey)) problems.Add("'routing_key' is missing or blank");
        if (_event.Payload is null) problems.Add("'payload' is missing or blank");
        else if (string.IsNullOrWhiteSpace(_event.Payload.Summary)) problems.Add("'payload.summary' is missing or blank");
        return problems;
    }

    /// <summary>The change, where nothing is wrong with it.</summary>
    public SourceChange ToChange(DateTimeOffset now)
    {
        var payload = _event.Payload!;
        return new(payload.Timestamp ?? now, AlertLimits.Cut(payload.Summary), payload.Source, _event.Links is [var link, ..] ? link.Href : null);
    }
}
