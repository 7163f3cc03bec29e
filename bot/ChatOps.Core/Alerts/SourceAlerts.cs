using System.Globalization;

namespace ChatOps.Core.Alerts;

/// <summary>What the bot itself says about its sources, as alerts, so that it opens, resolves and is told like any other problem.</summary>
public static class SourceAlerts
{
    /// <summary>The source that these alerts name.</summary>
    public const string Source = "chatops";

    /// <summary>Everything from a source fell silent together (rule 2.26): what it last said may be out of date.</summary>
    /// <param name="source">The source.</param>
    /// <param name="heardAt">When it was last heard.</param>
    /// <param name="now">The time.</param>
    public static Alert Silent(string source, DateTimeOffset heardAt, DateTimeOffset now) => Of(
        "AlertSourceSilent",
        source,
        $"{source} sends nothing any more",
        string.Create(CultureInfo.InvariantCulture, $"Nothing came from {source} since {heardAt:yyyy-MM-dd HH:mm:ss} UTC, although alerts of it were firing. They stay as they are; new ones would not be seen."),
        now);

    /// <summary>A source that used to speak said nothing for as long as its configuration allows.</summary>
    /// <param name="source">The source.</param>
    /// <param name="heardAt">When it was last heard.</param>
    /// <param name="now">The time.</param>
    public static Alert Unheard(string source, DateTimeOffset heardAt, DateTimeOffset now) => Of(
        "AlertSourceSilent",
        source,
        $"{source} sends nothing any more",
        string.Create(CultureInfo.InvariantCulture, $"Nothing came from {source} since {heardAt:yyyy-MM-dd HH:mm:ss} UTC, which is longer than its SilentAfter. Its alerts may not arrive."),
        now);

    /// <summary>A source's Watchdog is absent (rule 2.3).</summary>
    /// <param name="source">The source.</param>
    /// <param name="seenAt">When its Watchdog was last received.</param>
    /// <param name="now">The time.</param>
    public static Alert WatchdogMissing(string source, DateTimeOffset seenAt, DateTimeOffset now) => Of(
        "WatchdogMissing",
        source,
        $"the Watchdog of {source} is absent",
        string.Create(CultureInfo.InvariantCulture, $"The Watchdog of {source} was last received at {seenAt:yyyy-MM-dd HH:mm:ss} UTC. Its alerts may not arrive."),
        now);

    private static Alert Of(string name, string source, string summary, string description, DateTimeOffset now) => new(
        Source,
        LabelSet.Of(("alertname", name), ("service", source), ("source", source), ("severity", "critical"), ("challenge", nameof(Challenge.ServiceDown))),
        LabelSet.Of(("summary", summary), ("description", description)),
        AlertStatus.Firing,
        now);
}
