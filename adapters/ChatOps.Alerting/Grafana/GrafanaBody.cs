using ChatOps.Alerting.AlertmanagerWebhook;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.Grafana;

/// <summary>What Grafana's webhook contact point sends (its version 1: Alertmanager's message, with more in each alert).</summary>
/// <param name="Alerts">Its alerts; each has a status of its own.</param>
/// <param name="Truncated">How many alerts of the group the sender left out (its <c>max alerts</c>).</param>
internal sealed record GrafanaBody(IReadOnlyList<Alert> Alerts, long Truncated)
{
    private const string Missing = "The property \"alerts\" is missing; Grafana's webhook sends an object with an array \"alerts\". One with a payload of your own needs a source of kind Mapping.";

    /// <exception cref="BadJsonException">It is no such message.</exception>
    public static GrafanaBody Read(ReadOnlySpan<byte> body, string source, DateTimeOffset now)
    {
        var group = GroupMessage.Read(body, Missing, "Max alerts of the contact point");
        return new([.. group.Alerts.Select(alert => Make(alert, source, group, now))], group.Truncated);
    }

    private static Alert Make(GroupAlert given, string source, GroupMessage group, DateTimeOffset now)
    {
        var (labels, note) = RealRule(given.Labels.Count > 0 ? given.Labels : group.CommonLabels);
        IReadOnlyList<AlertLink>? links = given.Links.Count > 0 ? given.Links : group.ExternalUrl is { } page ? [new AlertLink("Grafana", page)] : null;
        var alert = Notes.Named(new Alert(
            source,
            labels,
            WithValues(given),
            given.Status,
            given.StartsAt ?? now,
            given.Status == AlertStatus.Resolved ? given.EndsAt ?? now : null,
            GeneratorUrl: given.GeneratorUrl,
            Links: links,
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

    private static LabelSet WithValues(GroupAlert given)
    {
        if (given.Values.Count == 0) return given.Annotations;
        var text = $"Values: {string.Join(", ", given.Values)}";
        var own = given.Annotations.Get("description");
        return LabelSet.From([.. given.Annotations, new("description", AlertLimits.Cut(own.Length == 0 ? text : $"{own}\n{text}"))]);
    }
}
