using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.Grafana;

/// <summary>One alert of <see cref="GrafanaBody"/>.</summary>
internal sealed class GrafanaAlert
{
    private const int MostValues = 50;

    private readonly List<AlertLink> _links = [];
    private readonly List<string> _values = [];
    private LabelSet _labels = LabelSet.Empty;
    private LabelSet _annotations = LabelSet.Empty;
    private AlertStatus _status;
    private DateTimeOffset? _startsAt;
    private DateTimeOffset? _endsAt;
    private string? _url;

    public static GrafanaAlert Read(ref JsonInput json)
    {
        var alert = new GrafanaAlert();
        json.EnterObject();
        while (json.NextProperty())
        {
            if (json.IsNamed("labels"u8)) alert._labels = LabelReader.ReadLabels(ref json) ?? LabelSet.Empty;
            else if (json.IsNamed("annotations"u8)) alert._annotations = LabelReader.ReadAnnotations(ref json);
            else if (json.IsNamed("status"u8)) alert._status = StatusReader.Read(ref json);
            else if (json.IsNamed("startsAt"u8)) alert._startsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("endsAt"u8)) alert._endsAt = AlertLimits.Meant(json.TimeValue());
            else if (json.IsNamed("generatorURL"u8)) alert._url = AlertLimits.WebAddress(json.TextValue());
            else if (json.IsNamed("values"u8)) alert.ReadValues(ref json);
            else if (json.IsNamed("panelURL"u8)) alert.AddLink("Panel", json.TextValue());
            else if (json.IsNamed("dashboardURL"u8)) alert.AddLink("Dashboard", json.TextValue());
            else if (json.IsNamed("silenceURL"u8)) alert.AddLink("Silence in Grafana", json.TextValue());
            else if (json.IsNamed("imageURL"u8)) alert.AddLink("Image", json.TextValue());
            else json.SkipValue();
        }

        if (AlertLimits.ProblemOf(alert._labels) is { } problem) throw json.Wrong($"Here {problem}.");
        return alert;
    }

    public Alert Make(string source, LabelSet common, string? grafana, DateTimeOffset now)
    {
        var (labels, note) = RealRule(_labels.Count > 0 ? _labels : common);
        if (_links.Count == 0 && grafana is not null) AddLink("Grafana", grafana);
        var alert = Notes.Named(new Alert(
            source,
            labels,
            WithValues(),
            _status,
            _startsAt ?? now,
            _status == AlertStatus.Resolved ? _endsAt ?? now : null,
            GeneratorUrl: _url,
            Links: _links.Count > 0 ? _links : null,
            Note: note));
        if (labels.Get("alertname") == "TestAlert" && labels.Get("instance") == "Grafana") alert = TestMessage.Of(alert, now);
        return Notes.Started(alert, now);
    }

    /// <summary>
    /// A rule whose query fails or finds nothing sends an alert of Grafana's own name, with the rule's in a label: it is the rule that says what kind of
    /// problem it is.
    /// </summary>
    private static (LabelSet Labels, string? Note) RealRule(LabelSet labels)
    {
        var rule = labels.Get("rulename");
        var name = labels.Get("alertname");
        if (rule.Length == 0 || name is not ("DatasourceNoData" or "DatasourceError")) return (labels, null);
        var (state, note) = name == "DatasourceNoData" ? ("NoData", "Grafana's rule finds no data") : ("Error", "Grafana cannot evaluate its rule");
        return (LabelSet.From([.. labels, new("alertname", rule), new("grafana_state", state)]), note);
    }

    // The figures of the rule's queries, by their letters; a query without a result has none.
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

    private LabelSet WithValues()
    {
        if (_values.Count == 0) return _annotations;
        var text = $"Values: {string.Join(", ", _values)}";
        var own = _annotations.Get("description");
        return LabelSet.From([.. _annotations, new("description", AlertLimits.Cut(own.Length == 0 ? text : $"{own}\n{text}"))]);
    }

    private void AddLink(string text, string? href)
    {
        if (AlertLimits.WebAddress(href) is { } address) _links.Add(new AlertLink(text, address));
    }
}
