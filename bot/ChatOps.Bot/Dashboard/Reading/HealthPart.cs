using System.Globalization;
using ChatOps.Bot.Health;
using ChatOps.Storage;
using ChatOps.Storage.Alerts;
using ChatOps.Storage.Outbox;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>A part of the bot, or something that it talks to.</summary>
/// <param name="Kind">What sort: <c>storage</c>, <c>platform</c>, <c>source</c>, ….</param>
/// <param name="Name">Its name.</param>
/// <param name="Well">False: it is in trouble.</param>
/// <param name="Text">How it stands, and what to do.</param>
/// <param name="Since">When it was last heard, or since when it stands so; null when that says nothing.</param>
/// <param name="IsUrgent">True: every page says so.</param>
internal sealed record HealthPart(string Kind, string Name, bool Well, string Text, DateTimeOffset? Since = null, bool IsUrgent = false)
{
    /// <summary>All parts.</summary>
    /// <param name="storage">Whether inputs are taken.</param>
    /// <param name="states">Scheduler and platforms.</param>
    /// <param name="waiting">What waits to be delivered.</param>
    /// <param name="sources">Sources that were ever heard.</param>
    /// <param name="parked">Inputs that could not be served.</param>
    /// <param name="now">The time.</param>
    /// <param name="late">After how long a message that waits is not delivered (rule 2.12).</param>
    public static IEnumerable<HealthPart> Of(StorageHealth storage, IEnumerable<HealthState> states, IReadOnlyList<OutboxDepth> waiting, IReadOnlyList<SourceRow> sources, int parked, DateTimeOffset now, TimeSpan late)
    {
        yield return new("storage", "Database", storage.IsAvailable, storage.Reason ?? "takes everything", null, !storage.IsAvailable);
        foreach (var state in states) yield return new("part", state.Name, state.Good, state.Reason ?? "works", null, !state.Good);
        foreach (var platform in waiting)
        {
            var isLate = now - platform.Oldest >= late;
            var messages = Counted(platform.Posts, "message waits", "messages wait");
            yield return new("outbox", $"Messages for {platform.Platform}", !isLate, isLate ? $"{messages} to be delivered, the oldest for {DurationText.Of(now - platform.Oldest)}: the platform is away or refuses them" : messages, platform.Oldest, isLate);
        }

        foreach (var source in sources)
        {
            var text = source.SilentSince is not null ? "fell silent with all its alerts: look whether it runs and reaches the bot"
                : source.WatchdogMissing ? "its Watchdog is missing: alerts may be lost on the way"
                : source.WatchdogAt is not null ? "heard, its Watchdog too"
                : "heard";
            yield return new("source", source.Name, source is { SilentSince: null, WatchdogMissing: false }, text, source.SilentSince ?? source.HeardAt);
        }

        if (parked > 0) yield return new("inputs", "Parked inputs", false, $"{Counted(parked, "input", "inputs")} could not be served; the log has the reasons", null, true);
    }

    private static string Counted(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
