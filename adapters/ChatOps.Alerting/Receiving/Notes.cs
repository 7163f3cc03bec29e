using ChatOps.Core.Alerts;

namespace ChatOps.Alerting.Receiving;

/// <summary>What is odd about an alert and does not stop it: it is served, with a note among its annotations.</summary>
internal static class Notes
{
    /// <summary>The annotation that holds the note.</summary>
    public const string Annotation = "chatops_note";

    // Clocks of machines differ; so much is nothing to speak of.
    private static readonly TimeSpan UsualSkew = TimeSpan.FromMinutes(1);

    /// <summary>Labels that name the alert, should the sender give none at all.</summary>
    public static LabelSet Named(LabelSet labels) => labels.Count > 0 ? labels : LabelSet.Of(("alertname", "unnamed"));

    /// <summary>The alert with its start not later than now; one that lay in the future is noted.</summary>
    public static Alert WithCheckedStart(Alert alert, DateTimeOffset now)
    {
        if (alert.StartsAt <= now) return alert;
        var checkedAlert = alert with { StartsAt = now };
        return alert.StartsAt - now <= UsualSkew
            ? checkedAlert
            : checkedAlert with { Annotations = With(alert.Annotations, $"The sender's clock is ahead: it says that this began at {alert.StartsAt:yyyy-MM-dd HH:mm:ss} UTC; the time of receipt stands instead.") };
    }

    private static LabelSet With(LabelSet annotations, string note) => LabelSet.From(annotations.Append(KeyValuePair.Create(Annotation, note)));
}
