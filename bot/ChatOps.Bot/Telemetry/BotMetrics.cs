using System.Diagnostics.Metrics;
using ChatOps.Alerting;
using ChatOps.Bot.Deadlines;
using ChatOps.Bot.Hosting;
using ChatOps.Core.Delivery;
using ChatOps.Core.Intake;
using ChatOps.Slack;
using ChatOps.Storage;
using ChatOps.Storage.Alerts;
using ChatOps.Storage.Incidents;
using ChatOps.Storage.Outbox;
using ChatOps.Storage.Statistics;

namespace ChatOps.Bot.Telemetry;

/// <summary>
/// What storage knows, as metrics. It is read once for each scrape, so the figures are right after a restart and cost nothing between scrapes.
/// </summary>
internal sealed class BotMetrics
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly string[] _platforms;
    private Snapshot _last = new([], [], [], [], []);

    public BotMetrics(Database database, Sweeper sweeper, SourceTraffic traffic, IEnumerable<IChatAdapter> platforms, TimeProvider time, IMeterFactory meters, SlackSockets? sockets = null)
    {
        _database = database;
        _time = time;
        _platforms = [.. platforms.Select(platform => platform.Platform)];
        var meter = meters.Create(TelemetrySetup.MeterName);
        meter.CreateObservableGauge("chatops.incidents.open", Incidents, "{incident}", "Incidents that are not resolved, by state and level");
        meter.CreateObservableGauge("chatops.incidents.ended", Ended, "{incident}", "Incidents that ended, by the level that mended them, what ended them, and challenge; one that reopens is taken out again");
        meter.CreateObservableCounter("chatops.attempts", Attempts, "{attempt}", "Attempts of recovery that ended, by runbook and outcome");
        meter.CreateObservableGauge("chatops.deadlines.lateness", () => sweeper.Lateness.TotalSeconds, "s", "How late the longest overdue clock of the last sweep that found one was served");
        meter.CreateObservableGauge("chatops.outbox.depth", Depth, "{message}", "Messages that wait to be sent, by platform");
        meter.CreateObservableGauge("chatops.outbox.oldest.age", Oldest, "s", "How long the oldest message waits, by platform");
        meter.CreateObservableGauge("chatops.source.heard.age", Heard, "s", "How long ago a source of alerts was last heard");
        meter.CreateObservableCounter("chatops.source.requests", () => Requests(traffic), "{request}", "Requests with alerts since the start, by source and by what became of them: taken, malformed, refused, busy");
        meter.CreateObservableGauge("chatops.source.watchdog.missing", Missing, "{source}", "1 while the absence of a source's Watchdog is an incident");
        if (sockets is not null)
        {
            meter.CreateObservableGauge("chatops.slack.connections", () => sockets.Open, "{connection}", "Connections of Slack's Socket Mode that live; 0: nothing that people do in Slack arrives");
            meter.CreateObservableCounter("chatops.slack.connections.opened", () => sockets.Opened, "{connection}", "Connections of Slack's Socket Mode that were opened since the start; what is more than two replaced another");
        }

        meter.CreateObservableGauge("chatops.storage.available", () => _database.Health.IsAvailable ? 1 : 0, "{database}", "1 while storage takes inputs");
        meter.CreateObservableGauge("chatops.storage.waiting", () => _database.Waiting, "{input}", "Inputs that wait for the writer");
        meter.CreateObservableCounter("chatops.storage.commits", () => _database.Commits, "{transaction}", "Transactions that were committed since the start");
    }

    /// <summary>Reads what the next collection tells; while storage is away the last figures stand.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            _last = await _database.ReadAsync(
                read => new Snapshot(read.Incidents.CountOpen(), read.Outcomes.Incidents(DateTimeOffset.UnixEpoch), read.Outcomes.Runbooks(DateTimeOffset.UnixEpoch), read.Outbox.Depths(), read.Sources.All()),
                cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // chatops.storage.available tells it.
        }
    }

    /// <summary>Each platform, also one that nothing waits for: a series that comes and goes is hard to alert on.</summary>
    private IEnumerable<(string Platform, OutboxDepth? Depth)> Outbox =>
        _platforms.Union(_last.Outbox.Select(depth => depth.Platform)).Select(platform => (platform, _last.Outbox.FirstOrDefault(depth => depth.Platform == platform)));

    private IEnumerable<Measurement<int>> Incidents() => _last.Open.Select(open => new Measurement<int>(open.Count, new("state", EnumWord.Of(open.State)), new("level", open.Level)));

    private IEnumerable<Measurement<int>> Ended() => _last.Ended.Select(sum => new Measurement<int>(sum.Count, new("level", sum.Level), new("ended_by", EnumWord.Of(sum.EndedBy)), new("challenge", sum.Challenge.ToString())));

    private IEnumerable<Measurement<int>> Attempts() => _last.Attempts.Select(sum => new Measurement<int>(sum.Count, new("runbook", sum.Runbook), new("outcome", EnumWord.Of(sum.Outcome))));

    private IEnumerable<Measurement<int>> Depth() => Outbox.Select(outbox => new Measurement<int>(outbox.Depth?.Posts ?? 0, new KeyValuePair<string, object?>("platform", outbox.Platform)));

    private IEnumerable<Measurement<double>> Oldest() => Outbox.Select(outbox => new Measurement<double>(outbox.Depth is { } depth ? Age(depth.Oldest) : 0, new KeyValuePair<string, object?>("platform", outbox.Platform)));

    private IEnumerable<Measurement<double>> Heard() => _last.Sources.Select(source => new Measurement<double>(Age(source.HeardAt), new KeyValuePair<string, object?>("source", source.Name)));

    private static IEnumerable<Measurement<long>> Requests(SourceTraffic traffic) => traffic.Sources.SelectMany(source => new Measurement<long>[]
    {
        new(source.Taken, new("source", source.Source), new("outcome", "taken")),
        new(source.Malformed, new("source", source.Source), new("outcome", "malformed")),
        new(source.Refused, new("source", source.Source), new("outcome", "refused")),
        new(source.Busy, new("source", source.Source), new("outcome", "busy")),
    });

    private IEnumerable<Measurement<int>> Missing() => _last.Sources.Select(source => new Measurement<int>(source.WatchdogMissing ? 1 : 0, new KeyValuePair<string, object?>("source", source.Name)));

    private double Age(DateTimeOffset since) => Math.Max(0, (_time.GetUtcNow() - since).TotalSeconds);

    private sealed record Snapshot(
        IReadOnlyList<OpenCount> Open,
        IReadOnlyList<OutcomeSum> Ended,
        IReadOnlyList<RunbookSum> Attempts,
        IReadOnlyList<OutboxDepth> Outbox,
        IReadOnlyList<SourceRow> Sources);
}
