using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.Generic;

/// <summary>Reads the body of <c>POST /webhooks/alert</c>: one alert or an array of them, as <c>docs/alert.schema.json</c> says.</summary>
internal static class AlertBody
{
    private const int MostLinks = 20;

    /// <exception cref="BadJsonException">It is none; nothing of it is taken.</exception>
    public static IReadOnlyList<Alert> Read(ReadOnlySpan<byte> body, string source, DateTimeOffset now)
    {
        var json = new JsonInput(body, lenientTexts: false);
        var alerts = new List<Alert>(1);
        if (json.Kind == JsonTokenType.StartObject)
        {
            alerts.Add(ReadAlert(ref json, source, now));
        }
        else if (json.Kind == JsonTokenType.StartArray)
        {
            while (json.NextItem())
            {
                if (alerts.Count == AlertLimits.MostAlerts) throw json.Wrong($"{AlertLimits.MostAlerts} alerts are allowed at once.");
                alerts.Add(ReadAlert(ref json, source, now));
            }
        }
        else
        {
            throw json.Unexpected("an alert (an object) or an array of alerts");
        }

        json.End();
        return alerts;
    }

    private static Alert ReadAlert(ref JsonInput json, string source, DateTimeOffset now)
    {
        json.EnterObject();
        var start = json;
        var labels = LabelSet.Empty;
        string? name = null, service = null, severity = null, summary = null, description = null, fingerprint = null;
        AlertStatus? status = null;
        DateTimeOffset? startsAt = null, endsAt = null;
        List<AlertLink>? links = null;
        while (json.NextProperty())
        {
            if (json.IsNamed("name"u8)) name = json.TextValue();
            else if (json.IsNamed("status"u8)) status = StatusReader.Read(ref json);
            else if (json.IsNamed("service"u8)) service = json.TextValue();
            else if (json.IsNamed("severity"u8)) severity = json.TextValue();
            else if (json.IsNamed("summary"u8)) summary = json.TextValue();
            else if (json.IsNamed("description"u8)) description = json.TextValue();
            else if (json.IsNamed("labels"u8)) labels = LabelReader.ReadLabels(ref json) ?? LabelSet.Empty;
            else if (json.IsNamed("links"u8)) links = ReadLinks(ref json);
            else if (json.IsNamed("startsAt"u8)) startsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("endsAt"u8)) endsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("fingerprint"u8)) fingerprint = json.TextValue();
            else json.SkipValue();
        }

        if (string.IsNullOrWhiteSpace(name)) throw start.Wrong("\"name\" is missing or empty; an alert needs a name, such as \"DiskFull\".");
        if (status is not { } given) throw start.Wrong("\"status\" is missing; an alert needs one, \"firing\" or \"resolved\".");
        labels = WithOwn(labels, name, service, severity);
        if (AlertLimits.ProblemOf(labels) is { } problem) throw start.Wrong($"Here {problem}.");
        var alert = new Alert(
            source,
            labels,
            Annotations(summary, description),
            given,
            startsAt ?? now,
            given == AlertStatus.Resolved ? endsAt ?? now : null,
            Links: links,
            Key: string.IsNullOrEmpty(fingerprint) ? null : AlertLimits.Cut(fingerprint));
        return Notes.Started(alert, now);
    }

    private static LabelSet WithOwn(LabelSet labels, string name, string? service, string? severity)
    {
        var own = new List<KeyValuePair<string, string>>(labels.Count + 3);
        own.AddRange(labels);
        own.Add(new("alertname", name));
        if (!string.IsNullOrEmpty(service)) own.Add(new("service", service));
        if (!string.IsNullOrEmpty(severity)) own.Add(new("severity", severity));
        return LabelSet.From(own);
    }

    private static LabelSet Annotations(string? summary, string? description) =>
        LabelSet.Of(("description", AlertLimits.Cut(description ?? "")), ("summary", AlertLimits.Cut(summary ?? "")));

    private static List<AlertLink>? ReadLinks(ref JsonInput json)
    {
        json.ToValue();
        if (json.Kind == JsonTokenType.Null) return null;
        json.EnterArray();
        var links = new List<AlertLink>();
        while (json.NextItem())
        {
            if (links.Count == MostLinks) throw json.Wrong($"{MostLinks} links are allowed.");
            links.Add(ReadLink(ref json));
        }

        return links;
    }

    private static AlertLink ReadLink(ref JsonInput json)
    {
        json.EnterObject();
        var start = json;
        string? text = null, href = null;
        while (json.NextProperty())
        {
            if (json.IsNamed("text"u8)) text = json.TextValue();
            else if (json.IsNamed("href"u8)) href = json.TextValue();
            else json.SkipValue();
        }

        if (AlertLimits.WebAddress(href) is not { } address)
        {
            throw start.Wrong(href is null ? "\"href\" is missing; a link needs an absolute http or https address." : $"\"{AlertLimits.Shown(href)}\" is no address for a link; an absolute http or https address is expected.");
        }

        return new AlertLink(string.IsNullOrWhiteSpace(text) ? address : AlertLimits.Cut(text), address);
    }
}
