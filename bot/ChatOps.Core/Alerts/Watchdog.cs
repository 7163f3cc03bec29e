namespace ChatOps.Core.Alerts;

/// <summary>Alerts that fire while all is well: they open nothing, and their silence is the alarm (rule 2.3).</summary>
public static class Watchdog
{
    /// <summary>How long a source may be silent where its configuration says nothing.</summary>
    public static readonly TimeSpan UsuallyWithin = TimeSpan.FromMinutes(10);

    private static readonly string[] Names = ["Watchdog", "DeadMansSwitch", "PrometheusAlertmanagerE2eDeadManSwitch"];

    /// <summary>Whether the alert is a sign of life; compared by name, without case.</summary>
    public static bool Is(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Names.Contains(labels.Get("alertname"), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether the alert may open an incident, as far as its name and severity tell: no sign of life, no <c>InfoInhibitor</c>, warning at least.</summary>
    public static bool MayOpen(LabelSet labels) =>
        SeverityReading.Opens(SeverityReading.Of(labels)) && !Is(labels) && !labels.Get("alertname").Equals("InfoInhibitor", StringComparison.OrdinalIgnoreCase);

    /// <summary>When the absence of a source's sign of life becomes an incident; a resolved Watchdog is an absent one.</summary>
    /// <param name="lastSeen">When it was last received firing.</param>
    /// <param name="startedAt">When the bot started: the time that it was down does not count.</param>
    /// <param name="within">The source's figure.</param>
    public static DateTimeOffset DueAt(DateTimeOffset lastSeen, DateTimeOffset startedAt, TimeSpan within) =>
        (lastSeen > startedAt ? lastSeen : startedAt) + within;
}
