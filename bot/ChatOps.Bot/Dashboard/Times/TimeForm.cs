namespace ChatOps.Bot.Dashboard.Times;

/// <summary>What the page tells of an instant.</summary>
public enum TimeForm
{
    /// <summary><c>03:04 (8 min ago)</c>.</summary>
    ClockAndAgo,

    /// <summary><c>03:04</c>.</summary>
    Clock,

    /// <summary><c>03:04:12</c>.</summary>
    Seconds,

    /// <summary><c>8 min</c>: how long ago.</summary>
    Ago,

    /// <summary><c>4:12</c>: how long until.</summary>
    Countdown,
}
