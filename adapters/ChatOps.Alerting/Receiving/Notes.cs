using System.Globalization;
using ChatOps.Core.Alerts;

namespace ChatOps.Alerting.Receiving;

/// <summary>What is odd about an alert and does not stop it: it is mended, and a note says so.</summary>
internal static class Notes
{
    // Clocks of machines differ; so much is nothing to speak of.
    private static readonly TimeSpan UsualSkew = TimeSpan.FromMinutes(1);

    /// <summary>The alert with labels that name it, should the sender give none at all.</summary>
    public static Alert Named(Alert alert) => alert.Labels.Count > 0
        ? alert
        : alert with { Labels = LabelSet.Of(("alertname", "unnamed")), Note = "the alert came without any label" };

    /// <summary>The alert with its start not later than now: it would seem to end before it began.</summary>
    public static Alert Started(Alert alert, DateTimeOffset now)
    {
        if (alert.StartsAt <= now) return alert;
        var note = string.Create(CultureInfo.InvariantCulture, $"the alert says that it began at {alert.StartsAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: its sender's clock is ahead");
        return alert with { StartsAt = now, Note = alert.StartsAt - now > UsualSkew ? note : alert.Note };
    }
}
