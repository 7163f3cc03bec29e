using System.Globalization;

namespace ChatOps.Core.Writing;

/// <summary>Durations as people read them: the largest two units, rounded (<c>1 h 32 min</c>, <c>1 min 12 s</c>, <c>14 s</c>, <c>250 ms</c>).</summary>
public static class DurationText
{
    /// <summary>The duration in its largest two units; a negative one reads as <c>0 s</c>.</summary>
    public static string Of(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero) return "0 s";
        var milliseconds = Rounded(duration, TimeSpan.FromMilliseconds(1));
        if (milliseconds < TimeSpan.FromSeconds(1)) return Unit(Math.Max(1, milliseconds.Ticks / TimeSpan.TicksPerMillisecond), "ms");
        var seconds = Rounded(duration, TimeSpan.FromSeconds(1));
        if (seconds < TimeSpan.FromMinutes(1)) return Unit(seconds.Seconds, "s");
        if (seconds < TimeSpan.FromHours(1)) return Two(seconds.Minutes, "min", seconds.Seconds, "s");
        var minutes = Rounded(duration, TimeSpan.FromMinutes(1));
        if (minutes < TimeSpan.FromDays(1)) return Two(minutes.Hours, "h", minutes.Minutes, "min");
        var hours = Rounded(duration, TimeSpan.FromHours(1));
        return Two(hours.Days, "d", hours.Hours, "h");
    }

    private static TimeSpan Rounded(TimeSpan duration, TimeSpan unit)
    {
        var whole = duration.Ticks - (duration.Ticks % unit.Ticks);
        return TimeSpan.FromTicks(duration.Ticks - whole >= unit.Ticks / 2 && whole <= long.MaxValue - unit.Ticks ? whole + unit.Ticks : whole);
    }

    private static string Unit(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");

    private static string Two(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? Unit(large, largeUnit) : Unit(large, largeUnit) + " " + Unit(small, smallUnit);
}
