using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Intake;

/// <summary>An incident while inputs of one transaction are folded into it.</summary>
internal sealed class WorkingIncident
{
    public WorkingIncident(Incident now, Incident? stored, int lastSeq)
    {
        Now = now;
        Stored = stored;
        LastSeq = lastSeq;
    }

    /// <summary>As it stands after the inputs so far.</summary>
    public Incident Now { get; set; }

    /// <summary>As its row says; null before it has one.</summary>
    public Incident? Stored { get; set; }

    /// <summary>The number of its last entry.</summary>
    public int LastSeq { get; set; }

    /// <summary>The entries of the last decision.</summary>
    public IReadOnlyList<TimelineEntry> LastEntries { get; set; } = [];

    /// <summary>Whether its head message no longer shows how it stands.</summary>
    public bool Show { get; set; }

    /// <summary>Whether that should be seen at once.</summary>
    public bool ShowSoon { get; set; }

    /// <summary>Whether a post-mortem is to be written.</summary>
    public bool PostMortem { get; set; }

    /// <summary>The number of an entry of the last decision; null for another.</summary>
    public int? SeqOf(TimelineEntry entry)
    {
        for (var i = 0; i < LastEntries.Count; i++)
        {
            if (ReferenceEquals(LastEntries[i], entry)) return LastSeq - LastEntries.Count + 1 + i;
        }

        return null;
    }

    /// <summary>The keys that an incident holds: none once it is closed or merged away.</summary>
    public static IEnumerable<IncidentKey> KeysHeldBy(Incident? incident) =>
        incident is null || incident.Ending?.Phase == EndingPhase.Closed || incident.MergedInto is not null ? [] : incident.Keys;
}
