using ChatOps.Core.Alerts;
using ChatOps.Storage.Alerts;

namespace ChatOps.Bot.Intake;

/// <summary>An alert with all that can be known of it before its transaction: the writer has enough to do.</summary>
/// <param name="Filed">The alert, filed.</param>
/// <param name="Text">Its identity and its texts, as they are stored.</param>
internal sealed record PreparedAlert(FiledAlert Filed, AlertText Text)
{
    // A sender whose clock is behind says that its alert ends before it comes.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>How long it fires without being repeated, where that is known already; null: its end tells, if it expires at all.</summary>
    public TimeSpan? Lasts { get; init; }

    /// <summary>Prepares an alert.</summary>
    public static PreparedAlert Of(Alert alert, AlertFiling filing) => Of(filing.File(alert));

    /// <summary>Prepares an alert that is filed.</summary>
    public static PreparedAlert Of(FiledAlert filed) => new(filed, AlertText.Of(filed.Alert));

    /// <summary>How long it fires from now on unless it is repeated (rule 2.26); null: it does not end by itself.</summary>
    public TimeSpan? LastsFrom(DateTimeOffset now)
    {
        if (Lasts is { } known) return known;
        if (Filed.Alert is not { Expires: true, Status: AlertStatus.Firing, EndsAt: { } end }) return null;
        return end - now > Shortest ? end - now : Shortest;
    }
}
