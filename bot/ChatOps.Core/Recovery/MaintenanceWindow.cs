namespace ChatOps.Core.Recovery;

/// <summary>A span in which people work on services themselves: no acting step runs by itself (rule 6.9).</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Services">The services it is about; empty: all.</param>
/// <param name="Start">For one that comes once: when it begins; null for one that comes every week.</param>
/// <param name="End">For one that comes once: when it ends; null for one that comes every week.</param>
/// <param name="Weekly">For one that comes every week: when; null for one that comes once.</param>
public sealed record MaintenanceWindow(string Name, IReadOnlyList<string> Services, DateTimeOffset? Start, DateTimeOffset? End, WeeklySpan? Weekly)
{
    /// <summary>What marks a silence as maintenance: its comment begins with this word, in any case.</summary>
    public const string Mark = "maintenance";

    /// <summary>Whether it is on for a service now.</summary>
    public bool Covers(string service, DateTimeOffset now) =>
        (Services.Count == 0 || Services.Contains(service, StringComparer.OrdinalIgnoreCase))
        && (Weekly?.Covers(now) ?? (Start <= now && now < End));

    /// <summary>Whether the comment of a silence makes it a maintenance window.</summary>
    public static bool IsMarked(string comment)
    {
        ArgumentNullException.ThrowIfNull(comment);
        return comment.TrimStart('[', ' ').StartsWith(Mark, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Some hours of some days of the week, as people there live them.</summary>
/// <param name="Days">The days on which it begins; at least one.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; not later than <paramref name="From"/>: on the day after.</param>
/// <param name="Zone">The zone that it is meant in.</param>
public sealed record WeeklySpan(IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Whether it is on.</summary>
    public bool Covers(DateTimeOffset now)
    {
        var there = TimeZoneInfo.ConvertTime(now, Zone);
        var time = TimeOnly.FromTimeSpan(there.TimeOfDay);
        var today = Days.Contains(there.DayOfWeek);
        if (From < To) return today && time >= From && time < To;
        return (today && time >= From) || (Days.Contains(there.AddDays(-1).DayOfWeek) && time < To);
    }
}
