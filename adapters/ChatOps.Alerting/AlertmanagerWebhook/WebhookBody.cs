using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.AlertmanagerWebhook;

/// <summary>What Alertmanager's webhook receiver sends (version 4).</summary>
/// <param name="Alerts">Its alerts; each has a status of its own.</param>
/// <param name="Truncated">How many alerts of the group the sender left out (its <c>max_alerts</c>).</param>
internal sealed record WebhookBody(IReadOnlyList<Alert> Alerts, long Truncated)
{
    private const string Missing = "The property \"alerts\" is missing; Alertmanager's webhook (version 4) sends an object with an array \"alerts\".";

    /// <exception cref="BadJsonException">It is no such message.</exception>
    public static WebhookBody Read(ReadOnlySpan<byte> body, string source, DateTimeOffset now)
    {
        var group = GroupMessage.Read(body, Missing, "Alertmanager's max_alerts");
        AlertLink[]? links = group.ExternalUrl is null ? null : [new AlertLink("Alertmanager", group.ExternalUrl)];
        return new([.. group.Alerts.Select(alert => Make(alert, source, group.CommonLabels, links, now))], group.Truncated);
    }

    private static Alert Make(GroupAlert alert, string source, LabelSet common, IReadOnlyList<AlertLink>? links, DateTimeOffset now) =>
        Notes.Started(
            Notes.Named(new Alert(
                source,
                alert.Labels.Count > 0 ? alert.Labels : common,
                alert.Annotations,
                alert.Status,
                alert.StartsAt ?? now,
                alert.Status == AlertStatus.Resolved ? alert.EndsAt ?? now : null,
                GeneratorUrl: alert.GeneratorUrl,
                Links: links)),
            now);
}
