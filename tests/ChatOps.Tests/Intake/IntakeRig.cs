using ChatOps.Bot.Deadlines;
using ChatOps.Bot.Intake;
using ChatOps.Core.Alerts;
using ChatOps.Core.Commands;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Intake;
using ChatOps.Core.Masking;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Intake;

/// <summary>The commit path on a database of its own, with a clock that stands still until it is moved.</summary>
internal sealed class IntakeRig : IDisposable
{
    private static readonly IReadOnlyList<CatalogEntry> Services =
    [
        Entry("shop", Criticality.Standard),
        Entry("pay", Criticality.Critical),
        Entry("cart", Criticality.Critical),
        Entry("mail", Criticality.Critical),
    ];

    private const string Slack = "slack";

    private static readonly Roster Roster = new(
        [new Person("ana", [Role.DevOpsCoordinator], new Dictionary<string, string> { [Slack] = "U0ANA" }), new Person("kim", [Role.User], new Dictionary<string, string>())],
        [new Responder(Role.BackendCoordinator, new Dictionary<string, string> { [Slack] = "U0BOB" })]);

    private readonly TemporaryDatabase _database = new();
    private readonly World _world;

    /// <param name="stormPerMinute">0: never a digest.</param>
    /// <param name="policy">The ladder's figures; null: the usual ones.</param>
    /// <param name="runbooks">What self-recovery has; null: nothing.</param>
    /// <param name="slack">A Slack channel that every incident is told in, beside the local chat; null: none.</param>
    /// <param name="direct">Who is written to directly.</param>
    /// <param name="watchdogWithin">How long a source's Watchdog may be absent.</param>
    /// <param name="silentAfter">After how long a source that says nothing is missed.</param>
    public IntakeRig(int stormPerMinute = 0, EscalationPolicy? policy = null, IReadOnlyList<Runbook>? runbooks = null, string? slack = null, Func<Roster, DirectMessages>? direct = null, IReadOnlyDictionary<string, TimeSpan>? watchdogWithin = null, IReadOnlyDictionary<string, TimeSpan>? silentAfter = null)
    {
        var catalog = new Catalog(Services);
        _world = new World
        {
            Policy = policy ?? new EscalationPolicy(),
            WorkingHours = WorkingHours.Usual,
            Reachable = Role.Ladder.ToHashSet(),
            Roster = Roster,
            Catalog = catalog,
            Filing = new AlertFiling(catalog.Services, new Classification([]), KeyLabels.Default, SecretMask.Patterns),
            Routing = slack is null
                ? new Routing([], catalog, new HashSet<string> { Routing.Local })
                : new Routing([new ChatRoute(Matchers.None, new Dictionary<string, string> { [Slack] = slack })], catalog, new HashSet<string> { Routing.Local, Slack }),
            Direct = direct is null ? [] : [direct(Roster)],
            Runbooks = new RunbookShelf(runbooks ?? []),
            Messages = new MessageContext(TimeZoneInfo.Utc, "http://127.0.0.1:8080"),
            StormPerMinute = stormPerMinute,
            WatchdogWithin = watchdogWithin ?? new Dictionary<string, TimeSpan>(),
            SilentAfter = silentAfter ?? new Dictionary<string, TimeSpan>(),
        };
        Begin();
    }

    /// <summary>True in tests that bring about a failure.</summary>
    public bool ExpectParked { get; init; }

    /// <summary>When anything was last taken from a source, be it an alert or not.</summary>
    public Dictionary<string, DateTimeOffset> Taken { get; } = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Time.GetUtcNow();

    public List<Committed> News { get; } = [];

    public CommitNews Commits { get; private set; } = null!;

    public IntakeService Intake { get; private set; } = null!;

    public Sweeper Sweeper { get; private set; } = null!;

    public World World => _world;

    public StoredSilences Silences { get; private set; } = null!;

    public Database Database => _database.Open;

    /// <summary>A runbook for services that are down, which restarts them. Nobody runs attempts here: they wait, and the test says how they end.</summary>
    public static Runbook Restarts { get; } = new(
        "restart", "Restarts it.", new RunbookMatch([Challenge.ServiceDown], [], [], Matchers.None), [Step("restart", StepPhase.Act), Step("check", StepPhase.Verify)], [], 2, "name: restart");

    /// <summary>An attempt ends.</summary>
    public Task<Answer?> EndAttempt(long incident, int number, AttemptOutcome outcome) => Intake.AcceptAsync(
        new IncidentId(incident), new AttemptEnded(number, outcome, new AttemptReport(["restarted it"], ["503"], null, "restarted it", "still 503", 1, null)), CancellationToken.None);

    /// <summary>Ends the program and starts it again.</summary>
    public async Task Restart()
    {
        _database.Restart();
        Begin();
        await Sweeper.StartAsync(CancellationToken.None);
    }

    public Task<AlertReceipt> Fire(string name = "TargetDown", string service = "shop", string? instance = null, string source = "alert", TimeSpan? lasts = null, string severity = "warning") =>
        Send(Alert(name, service, instance, source, AlertStatus.Firing, lasts, severity));

    public Task<AlertReceipt> Resolve(string name = "TargetDown", string service = "shop", string? instance = null, string source = "alert", TimeSpan? lasts = null) =>
        Send(Alert(name, service, instance, source, AlertStatus.Resolved, lasts, "warning"));

    public Task<AlertReceipt> Send(params Alert[] alerts) => Intake.AcceptAsync(alerts, CancellationToken.None);

    public Alert Alert(string name, string service, string? instance, string source, AlertStatus status, TimeSpan? lasts = null, string severity = "warning")
    {
        var labels = new List<KeyValuePair<string, string>> { new("alertname", name), new("service", service), new("severity", severity) };
        if (instance is not null) labels.Add(new("instance", instance));
        var end = status == AlertStatus.Resolved ? Now : lasts is { } span ? Now + span : (DateTimeOffset?)null;
        return new Alert(source, LabelSet.From(labels), LabelSet.Of(("summary", $"{service} is down")), status, Now, end, lasts is not null);
    }

    public Task<Answer> Say(string text, string who = "ana", string? delivery = null, int? stamp = null) => Intake.AcceptAsync(
        new CommandRequest(text, Actor.Person(who, _world.Roster.Find(who)?.Roles ?? [], "local"), delivery, Stamp: stamp), CancellationToken.None);

    public async Task<int> Pass(TimeSpan time)
    {
        Time.Advance(time);
        return await Sweeper.SweepAsync(CancellationToken.None);
    }

    public async Task<Incident> Incident(long number) =>
        await Database.ReadAsync(read => read.Incidents.Find(new IncidentId(number)), CancellationToken.None) ?? throw new InvalidOperationException($"INC-{number} is not there.");

    public Task<int> Count() => Database.ReadAsync(read => read.Incidents.List(new() { Limit = 10_000 }).Count, CancellationToken.None);

    public async Task<IReadOnlyList<TimelineEntry>> Timeline(long number) =>
        [.. (await Database.ReadAsync(read => read.Timeline.Page(new IncidentId(number), 0, 10_000), CancellationToken.None)).Select(stored => stored.Entry)];

    public Task<T> Read<T>(Func<ReadTransaction, T> read) => Database.ReadAsync(read, CancellationToken.None);

    /// <summary>Ends it; an input that was put aside without the test expecting it is a mistake.</summary>
    public void Dispose()
    {
        _database.Dispose();
        if (!ExpectParked) Assert.That(_database.Notices.Select(notice => $"{notice.Text} {notice.Cause}"), Is.Empty);
    }

    private void Begin()
    {
        var news = new CommitNews();
        news.Happened += News.Add;
        Commits = news;
        var state = new IntakeState(_world, Time, news, source => Taken.TryGetValue(source, out var at) ? at : null);
        Intake = new IntakeService(_database.Open, state, new NoQueries());
        Sweeper = new Sweeper(_database.Open, state, NullLogger<Sweeper>.Instance);
        Silences = new StoredSilences(_database.Open, Intake);
    }

    private static CatalogEntry Entry(string name, Criticality criticality) => new(
        new Service(name, Domain.Backend, criticality, true, $"{name} is away", [], [], new Dictionary<string, string>()), [], new Dictionary<string, string>(), RecoveryRules.Default);

    private static Step Step(string name, StepPhase phase) => new(name, phase, "http", null, new Dictionary<string, ArgumentTemplate>(), Core.Recovery.Step.UsualTimeout, null, null, false, null);

    private sealed class NoQueries : IQueryAnswers
    {
        public Task<Answer> AnswerAsync(Query query, Actor by, CancellationToken cancellationToken) => Task.FromResult(new Answer(AnswerOutcome.Done, query.GetType().Name));
    }
}
