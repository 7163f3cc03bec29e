using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.PagerDuty;

/// <summary>What a <see cref="PagerDutyEvent"/> is about.</summary>
internal sealed class PagerDutyPayload
{
    private const int MostDetails = 100;
    private const int LongestName = 200;
    private const int LongestLabel = 300;

    private readonly List<KeyValuePair<string, string>> _details = [];
    private string? _text;
    private InstancesText? _instances;

    public string Summary { get; private set; } = "";

    public string Source { get; private set; } = "";

    public string Severity { get; private set; } = "";

    public string Component { get; private set; } = "";

    public string Group { get; private set; } = "";

    public string Class { get; private set; } = "";

    public DateTimeOffset? Timestamp { get; private set; }

    /// <summary>The page of the alert at its sender, where the details tell it.</summary>
    public string? Page => _instances?.Page;

    public static PagerDutyPayload? Read(ref JsonInput json)
    {
        json.ToValue();
        if (json.Kind == JsonTokenType.Null) return null;
        json.EnterObject();
        var payload = new PagerDutyPayload();
        while (json.NextProperty())
        {
            if (json.IsNamed("summary"u8)) payload.Summary = json.PlainValue() ?? "";
            else if (json.IsNamed("source"u8)) payload.Source = json.PlainValue() ?? "";
            else if (json.IsNamed("severity"u8)) payload.Severity = json.PlainValue() ?? "";
            else if (json.IsNamed("component"u8)) payload.Component = json.PlainValue() ?? "";
            else if (json.IsNamed("group"u8)) payload.Group = json.PlainValue() ?? "";
            else if (json.IsNamed("class"u8)) payload.Class = json.PlainValue() ?? "";
            else if (json.IsNamed("timestamp"u8)) payload.Timestamp = AnyTime.Read(json.PlainValue());
            else if (json.IsNamed("custom_details"u8)) payload.ReadDetails(ref json);
            else json.SkipValue();
        }

        payload._instances = InstancesText.Of(payload.Detail("firing"), payload.Detail("num_firing"));
        return payload;
    }

    /// <summary>
    /// The labels: what the event says, and its short details. Alertmanager writes the labels of its alerts into the details; they say more than its
    /// summary does, so they come first.
    /// </summary>
    /// <param name="client">The tool that sent it; tools put their own name where nothing else is set.</param>
    public LabelSet Labels(string client)
    {
        var labels = new List<KeyValuePair<string, string>>();
        labels.AddRange(_details.Where(detail => detail.Value.Length <= LongestLabel && !detail.Value.Contains('\n', StringComparison.Ordinal) && detail.Key.Length is > 0 and <= LongestLabel));
        Add("group", Own(Group));
        Add("class", Own(Class));
        Add("component", Own(Component));
        Add("instance", Own(Source));
        if (Detail("service") is not { Length: > 0 }) Add("service", Own(Component));
        if (Detail("alertname") is not { Length: > 0 }) Add("alertname", Own(Class) is { Length: > 0 } kind ? kind : Cut(Summary, LongestName));
        // "error" is the second of four words here, and the word that tools send when nobody chose one.
        Add("severity", Severity.Equals("error", StringComparison.OrdinalIgnoreCase) ? "warning" : Severity.ToLowerInvariant());
        if (_instances is not null) labels.AddRange(_instances.Labels);
        return LabelSet.From(labels);

        void Add(string name, string value) => labels.Add(new(name, Cut(value, LongestLabel)));

        string Own(string text) => text.Equals("default", StringComparison.OrdinalIgnoreCase) || (client.Length > 0 && text.Equals(client, StringComparison.OrdinalIgnoreCase)) ? "" : text;
    }

    public LabelSet Annotations()
    {
        var long_ = _details.Where(detail => detail.Value.Length > LongestLabel || detail.Value.Contains('\n', StringComparison.Ordinal)).Select(detail => $"{detail.Key}: {detail.Value}");
        var description = string.Join('\n', _text is null ? long_ : [_text, .. long_]);
        var own = LabelSet.Of(("summary", AlertLimits.Cut(Summary)), ("description", AlertLimits.Cut(description)));
        return _instances is null ? own : LabelSet.From([.. own, .. _instances.Annotations.Select(pair => new KeyValuePair<string, string>(pair.Key, AlertLimits.Cut(pair.Value)))]);
    }

    private string? Detail(string name) => _details.Find(detail => detail.Key == name).Value;

    private void ReadDetails(ref JsonInput json)
    {
        json.ToValue();
        if (json.Kind != JsonTokenType.StartObject)
        {
            _text = json.Plain();
            json.Skip();
            return;
        }

        while (json.NextProperty())
        {
            var name = json.Name();
            if (json.PlainValue() is { } value && _details.Count < MostDetails) _details.Add(new(name, value));
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
