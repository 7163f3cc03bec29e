using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.AlertmanagerWebhook;

/// <summary>One alert of a <see cref="GroupMessage"/>, as it was sent. What Grafana alone adds is empty for Alertmanager.</summary>
internal sealed class GroupAlert
{
    private const int MostValues = 50;

    private readonly List<string> _values = [];
    private readonly List<AlertLink> _links = [];

    /// <summary>Its labels; empty when it has none of its own.</summary>
    public LabelSet Labels { get; private set; } = LabelSet.Empty;

    public LabelSet Annotations { get; private set; } = LabelSet.Empty;

    public AlertStatus Status { get; private set; }

    /// <summary>When it began, or null where the sender means no time.</summary>
    public DateTimeOffset? StartsAt { get; private set; }

    /// <summary>When it ended; Alertmanager says the year 1 for one that fires, which is null here.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    public string? GeneratorUrl { get; private set; }

    /// <summary>The figures of the rule's queries, <c>A = 0.5</c>; a query without a result has none.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Panel, dashboard, silence and picture.</summary>
    public IReadOnlyList<AlertLink> Links => _links;

    public static GroupAlert Read(ref JsonInput json)
    {
        var alert = new GroupAlert();
        json.EnterObject();
        while (json.NextProperty())
        {
            if (json.IsNamed("labels"u8)) alert.Labels = LabelReader.ReadLabels(ref json) ?? LabelSet.Empty;
            else if (json.IsNamed("annotations"u8)) alert.Annotations = LabelReader.ReadAnnotations(ref json);
            else if (json.IsNamed("status"u8)) alert.Status = StatusReader.Read(ref json);
            else if (json.IsNamed("startsAt"u8)) alert.StartsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("endsAt"u8)) alert.EndsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("generatorURL"u8)) alert.GeneratorUrl = AlertLimits.WebAddress(json.TextValue());
            else if (json.IsNamed("values"u8)) alert.ReadValues(ref json);
            else if (json.IsNamed("panelURL"u8)) alert.AddLink("Panel", json.TextValue());
            else if (json.IsNamed("dashboardURL"u8)) alert.AddLink("Dashboard", json.TextValue());
            else if (json.IsNamed("silenceURL"u8)) alert.AddLink("Silence in Grafana", json.TextValue());
            else if (json.IsNamed("imageURL"u8)) alert.AddLink("Image", json.TextValue());
            else json.SkipValue();
        }

        if (AlertLimits.ProblemOf(alert.Labels) is { } problem) throw json.Wrong($"Here {problem}.");
        return alert;
    }

    private void ReadValues(ref JsonInput json)
    {
        json.ToValue();
        if (json.Kind == JsonTokenType.Null) return;
        if (json.Kind != JsonTokenType.StartObject) throw json.Unexpected("an object of numbers");
        while (json.NextProperty())
        {
            var name = json.Name();
            if (json.PlainValue() is { } value && _values.Count < MostValues) _values.Add($"{name} = {value}");
        }
    }

    private void AddLink(string text, string? href)
    {
        if (AlertLimits.WebAddress(href) is { } address) _links.Add(new AlertLink(text, address));
    }
}
