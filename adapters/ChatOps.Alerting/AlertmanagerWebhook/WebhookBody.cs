using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.AlertmanagerWebhook;

/// <summary>What Alertmanager's webhook receiver sends (version 4).</summary>
/// <param name="Alerts">Its alerts; each has a status of its own.</param>
/// <param name="Truncated">How many alerts of the group the sender left out (its <c>max_alerts</c>).</param>
internal sealed record WebhookBody(IReadOnlyList<Alert> Alerts, long Truncated)
{
    /// <exception cref="BadJsonException">It is no such message.</exception>
    public static WebhookBody Read(ReadOnlySpan<byte> body, string source, DateTimeOffset now)
    {
        var json = new JsonInput(body, lenientTexts: true);
        List<RawAlert>? raw = null;
        var common = LabelSet.Empty;
        string? externalUrl = null;
        long truncated = 0;
        json.EnterObject();
        while (json.NextProperty())
        {
            if (json.IsNamed("alerts"u8)) raw = ReadAlerts(ref json);
            else if (json.IsNamed("commonLabels"u8)) common = LabelReader.ReadLabels(ref json) ?? LabelSet.Empty;
            else if (json.IsNamed("externalURL"u8)) externalUrl = AlertLimits.WebAddress(json.TextValue());
            else if (json.IsNamed("truncatedAlerts"u8)) truncated = json.NumberValue() ?? 0;
            else json.SkipValue();
        }

        json.End();
        if (raw is null) throw new BadJsonException("The property \"alerts\" is missing; Alertmanager's webhook (version 4) sends an object with an array \"alerts\".");
        AlertLink[]? links = externalUrl is null ? null : [new AlertLink("Alertmanager", externalUrl)];
        return new([.. raw.Select(alert => alert.Make(source, common, links, now))], truncated);
    }

    private static List<RawAlert> ReadAlerts(ref JsonInput json)
    {
        json.ToValue();
        json.EnterArray();
        var alerts = new List<RawAlert>();
        while (json.NextItem())
        {
            if (alerts.Count == AlertLimits.MostAlerts) throw json.Wrong($"{AlertLimits.MostAlerts} alerts are allowed at once; Alertmanager's max_alerts limits them.");
            alerts.Add(RawAlert.Read(ref json));
        }

        return alerts;
    }

    private sealed class RawAlert
    {
        private LabelSet _labels = LabelSet.Empty;
        private LabelSet _annotations = LabelSet.Empty;
        private AlertStatus _status;
        private DateTimeOffset? _startsAt;
        private DateTimeOffset? _endsAt;
        private string? _url;

        public static RawAlert Read(ref JsonInput json)
        {
            var alert = new RawAlert();
            json.EnterObject();
            while (json.NextProperty())
            {
                if (json.IsNamed("labels"u8)) alert._labels = LabelReader.ReadLabels(ref json) ?? LabelSet.Empty;
                else if (json.IsNamed("annotations"u8)) alert._annotations = LabelReader.ReadAnnotations(ref json);
                else if (json.IsNamed("status"u8)) alert._status = StatusReader.Read(ref json);
                else if (json.IsNamed("startsAt"u8)) alert._startsAt = AlertLimits.Meant(json.TimeValue());
                else if (json.IsNamed("endsAt"u8)) alert._endsAt = AlertLimits.Meant(json.TimeValue());
                else if (json.IsNamed("generatorURL"u8)) alert._url = AlertLimits.WebAddress(json.TextValue());
                else json.SkipValue();
            }

            if (AlertLimits.ProblemOf(alert._labels) is { } problem) throw json.Wrong($"Here {problem}.");
            return alert;
        }

        public Alert Make(string source, LabelSet common, IReadOnlyList<AlertLink>? links, DateTimeOffset now) =>
            Notes.Started(
                Notes.Named(new Alert(
                    source,
                    _labels.Count > 0 ? _labels : common,
                    _annotations,
                    _status,
                    _startsAt ?? now,
                    _status == AlertStatus.Resolved ? _endsAt ?? now : null,
                    Expires: false,
                    _url,
                    links)),
                now);
    }
}
