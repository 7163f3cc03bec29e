namespace ChatOps.Core.OnCall;

/// <summary>When services of criticality low are waited for (rule 2.4).</summary>
/// <param name="Days">The days of the week that are worked.</param>
/// <param name="From">The hour of the day at which work begins, in <paramref name="Zone"/>.</param>
/// <param name="To">The hour of the day at which it ends; later than <paramref name="From"/>.</param>
/// <param name="Zone">The zone that the hours are told in.</param>
public sealed record WorkingHours(IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Monday to Friday, 9 to 17, UTC.</summary>
    public static readonly WorkingHours Default = new(
        new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday },
        new TimeOnly(9, 0),
        new TimeOnly(17, 0),
        TimeZoneInfo.Utc);

    /// <summary>Whether work goes on at this instant.</summary>
    public bool Contains(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return Days.Contains(local.DayOfWeek) && time >= From && time < To;
    }

    /// <summary>The instant at which this much working time has passed since <paramref name="from"/>.</summary>
    /// <exception cref="InvalidOperationException">No day is worked.</exception>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan span)
    {
        if (Days.Count == 0 || To <= From) throw new InvalidOperationException("Working hours need at least one day, and an end after their beginning.");
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, Zone).DateTime);
        for (; ; day = day.AddDays(1))
        {
            if (!Days.Contains(day.DayOfWeek)) continue;
            var begin = Later(InstantOf(day, From), from);
            var end = InstantOf(day, To);
            if (end <= begin) continue;
            if (begin + span <= end) return begin + span;
            span -= end - begin;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>A local time that the change to summer time leaves out counts as the same distance after it.</summary>
    private DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
