using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.Grafana;

/// <summary>What Grafana's webhook contact point sends (its version 1: Alertmanager's message, with more in each alert).</summary>
/// <param name="Alerts">Its alerts; each has a status of its own.</param>
/// <param name="Truncated">How many alerts of the group the sender left out (its <c>max alerts</c>).</param>
internal sealed record GrafanaBody(IReadOnlyList<Alert> Alerts, long Truncated)
{
    /// <exception cref="BadJsonException">It is no such message.</exception>
    public static GrafanaBody Read(ReadOnlySpan<byte> body, string source, DateTimeOffset now)
    {
        var json = new JsonInput(body, lenientTexts: true);
        List<GrafanaAlert>? raw = null;
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
        if (raw is null) throw new BadJsonException("The property \"alerts\" is missing; Grafana's webhook sends an object with an array \"alerts\". One with a payload of your own needs a source of kind Mapping.");
        return new([.. raw.Select(alert => alert.Make(source, common, externalUrl, now))], truncated);
    }

    private static List<GrafanaAlert> ReadAlerts(ref JsonInput json)
    {
        json.ToValue();
        json.EnterArray();
        var alerts = new List<GrafanaAlert>();
        while (json.NextItem())
        {
            if (alerts.Count == AlertLimits.MostAlerts) throw json.Wrong($"{AlertLimits.MostAlerts} alerts are allowed at once; Max alerts of the contact point limits them.");
            alerts.Add(GrafanaAlert.Read(ref json));
        }

        return alerts;
    }
}
