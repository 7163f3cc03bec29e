namespace ChatOps.Core.OnCall;

/// <summary>
/// The hours in which people work, for services of criticality low (rule 2.4). The zone is data that was loaded elsewhere; a day on which clocks
/// change is counted as people live it.
/// </summary>
/// <param name="Zone">The zone that the hours are meant in.</param>
/// <param name="From">When a working day begins.</param>
/// <param name="To">When it ends; later than <paramref name="From"/>.</param>
/// <param name="Days">The days that are worked; at least one.</param>
public sealed record WorkingHours(TimeZoneInfo Zone, TimeOnly From, TimeOnly To, IReadOnlySet<DayOfWeek> Days)
{
    /// <summary>Monday to Friday, 9 to 17, UTC.</summary>
    public static readonly WorkingHours Usual = new(
        TimeZoneInfo.Utc,
        new TimeOnly(9, 0),
        new TimeOnly(17, 0),
        new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday });

    /// <summary>The instant at which so much working time has passed since <paramref name="from"/>.</summary>
    /// <param name="from">The beginning, inside or outside working hours.</param>
    /// <param name="wait">How much working time; nothing or less gives <paramref name="from"/>.</param>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero) return from;
        for (var day = FirstDay(from); ; day = day.AddDays(1))
        {
            var (begin, end) = Span(day, from);
            if (end - begin >= wait) return begin + wait;
            if (end > begin) wait -= end - begin;
        }
    }

    /// <summary>How much working time lies between two instants; nothing when the second is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        for (var day = FirstDay(from); ; day = day.AddDays(1))
        {
            var (begin, end) = Span(day, from);
            if (begin >= to) return sum;
            if (end > begin) sum += (end < to ? end : to) - begin;
            if (end >= to || day == DateOnly.MaxValue) return sum;
        }
    }

    private DateOnly FirstDay(DateTimeOffset from) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, Zone).Date);

    private (DateTimeOffset Begin, DateTimeOffset End) Span(DateOnly day, DateTimeOffset from)
    {
        var begin = Instant(day, From);
        var end = Days.Contains(day.DayOfWeek) ? Instant(day, To) : begin;
        return begin < from ? (from, end < from ? from : end) : (begin, end);
    }

    // A wall time that clocks jump over does not exist: the hour after it does.
    private DateTimeOffset Instant(DateOnly day, TimeOnly time)
    {
        var wall = day.ToDateTime(time);
        if (Zone.IsInvalidTime(wall)) wall = wall.AddHours(1);
        return new DateTimeOffset(wall, Zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
