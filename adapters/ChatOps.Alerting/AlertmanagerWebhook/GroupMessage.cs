using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.AlertmanagerWebhook;

/// <summary>A group of alerts as Alertmanager's webhook sends it (version 4) and Grafana's after its example (version 1).</summary>
/// <param name="Alerts">Its alerts; each has a status of its own.</param>
/// <param name="CommonLabels">The labels that all of them have.</param>
/// <param name="ExternalUrl">The sender's own page, or null.</param>
/// <param name="Truncated">How many alerts of the group the sender left out.</param>
internal sealed record GroupMessage(IReadOnlyList<GroupAlert> Alerts, LabelSet CommonLabels, string? ExternalUrl, long Truncated)
{
    /// <param name="body">The message.</param>
    /// <param name="missing">What is said when it holds no alerts at all.</param>
    /// <param name="limit">The sender's setting that limits their number, for people.</param>
    /// <exception cref="BadJsonException">It is no such message.</exception>
    public static GroupMessage Read(ReadOnlySpan<byte> body, string missing, string limit)
    {
        var json = new JsonInput(body, lenientTexts: true);
        List<GroupAlert>? alerts = null;
        var common = LabelSet.Empty;
        string? externalUrl = null;
        long truncated = 0;
        json.EnterObject();
        while (json.NextProperty())
        {
            if (json.IsNamed("alerts"u8)) alerts = ReadAlerts(ref json, limit);
            else if (json.IsNamed("commonLabels"u8)) common = LabelReader.ReadLabels(ref json) ?? LabelSet.Empty;
            else if (json.IsNamed("externalURL"u8)) externalUrl = AlertLimits.WebAddress(json.TextValue());
            else if (json.IsNamed("truncatedAlerts"u8)) truncated = json.NumberValue() ?? 0;
            else json.SkipValue();
        }

        json.End();
        return alerts is null ? throw new BadJsonException(missing) : new(alerts, common, externalUrl, truncated);
    }

    private static List<GroupAlert> ReadAlerts(ref JsonInput json, string limit)
    {
        json.ToValue();
        json.EnterArray();
        var alerts = new List<GroupAlert>();
        while (json.NextItem())
        {
            if (alerts.Count == AlertLimits.MostAlerts) throw json.Wrong($"{AlertLimits.MostAlerts} alerts are allowed at once; {limit} limits them.");
            alerts.Add(GroupAlert.Read(ref json));
        }

        return alerts;
    }
}
