using ChatOps.Bot.Configuration;
using ChatOps.Bot.Deadlines;
using ChatOps.Bot.Intake;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Alerts;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.Masking;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Storage.Attempts;
using ChatOps.Tests.Configuration;
using ChatOps.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Recovery;

/// <summary>
/// The commit path and the runner of attempts on a database of their own, with actions that the test writes. The clock goes on by itself while the test waits for
/// something, no faster than the machine keeps up, and leaps when the test lets minutes pass.
/// </summary>
internal sealed class RecoveryRig : IAsyncDisposable
{
    private const int Turns = 6000;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(10);

    private readonly TemporaryDatabase _database = new();
    private readonly Settings _settings;
    private readonly Dictionary<string, IAction> _actions;
    private readonly EscalationPolicy _policy;
    private ServiceProvider? _services;

    private const string TwoServices = """
        { "Services": { "checkout": { "Domain": "backend", "Targets": { "unit": "checkout-1" } },
                        "cart": { "Domain": "backend", "Targets": { "unit": "checkout-1" } } },
          "People": { "ana": { "Roles": ["backend-coordinator"] }, "ben": { "Roles": ["backend-coordinator"] } } }
        """;

    public RecoveryRig(string runbook, EscalationPolicy? policy = null, params IAction[] actions)
        : this(TwoServices, runbook, policy, actions)
    {
    }

    public RecoveryRig(string settings, string runbook, EscalationPolicy? policy, IAction[] actions)
    {
        _settings = SettingsText.Read(settings).Settings;
        _policy = policy ?? new EscalationPolicy { AttemptPause = TimeSpan.FromMilliseconds(10) };
        _actions = actions.ToDictionary(action => action.Name);
        var book = new Bot.Recovery.Reading.RunbookReader(_actions).Read("test.yaml", runbook, out var mistakes);
        Assert.That(mistakes, Is.Empty);
        Shelf = new RunbookShelf([book!]);
    }

    public RunbookShelf Shelf { get; }

    public List<string> Errors { get; } = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero));

    public Database Database => _database.Open;

    public IntakeService Intake => _services!.GetRequiredService<IntakeService>();

    /// <summary>Starts the program: the commit path, and the runner if it is wanted.</summary>
    public async Task StartAsync(bool runner = true)
    {
        await _database.Open.StartAsync(CancellationToken.None);
        var catalog = new Catalog(_settings.Services);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ErrorLog(Errors)));
        services.AddSingleton<TimeProvider>(Time).AddSingleton(_settings).AddSingleton(_database.Open).AddSingleton(new SecretMask(["hunter2-hunter2"]));
        services.AddSingleton<CommitNews>().AddSingleton<IntakeService>().AddSingleton<IIntake>(provider => provider.GetRequiredService<IntakeService>());
        services.AddSingleton(new World
        {
            Policy = _policy,
            WorkingHours = WorkingHours.Usual,
            Reachable = Role.Ladder.ToHashSet(),
            Roster = _settings.Roster,
            Catalog = catalog,
            Filing = new AlertFiling(catalog.Services, new Classification([]), KeyLabels.Default, SecretMask.Patterns),
            Routing = new Routing([], catalog, new HashSet<string> { Routing.Local }),
            Runbooks = Shelf,
            Messages = new MessageContext(TimeZoneInfo.Utc, "http://127.0.0.1:8080"),
            StormPerMinute = 0,
            WatchdogWithin = new Dictionary<string, TimeSpan>(),
        });
        services.AddSingleton(new Func<string, DateTimeOffset?>(_ => null)).AddSingleton<IntakeState>().AddSingleton<Sweeper>().AddSingleton<IQueryAnswers, NoQueries>();
        services.AddRecovery(new Runbooks(Shelf, _actions, null));
        _services = services.BuildServiceProvider();
        if (runner) await RunAsync();
    }

    /// <summary>Starts the runner, where the program was started without it.</summary>
    public async Task RunAsync()
    {
        foreach (var hosted in _services!.GetServices<IHostedService>()) await hosted.StartAsync(CancellationToken.None);
    }

    /// <summary>The id of the one silence that there is.</summary>
    public Task<string> SilenceAsync() => _database.Write(transaction => transaction.Silences.Active(Time.GetUtcNow()).Single().Id);

    /// <summary>Ends the program as a crash does: nobody gets to write anything any more.</summary>
    public async Task CrashAsync()
    {
        await StopAsync();
        _database.Restart();
    }

    public async Task StopAsync()
    {
        foreach (var hosted in _services!.GetServices<IHostedService>()) await hosted.StopAsync(CancellationToken.None);
        await _services!.DisposeAsync();
    }

    /// <summary>An alert that opens an incident of challenge ServiceDown.</summary>
    public async Task<IncidentId> FireAsync(string service = "checkout", params (string Name, string Value)[] labels)
    {
        var all = LabelSet.Of([("alertname", "TargetDown"), ("service", service), .. labels]);
        var receipt = await Intake.AcceptAsync([new Alert("test", all, LabelSet.Empty, AlertStatus.Firing, Time.GetUtcNow())], CancellationToken.None);
        return receipt.Incidents.Single();
    }

    /// <summary>The alert of that label set has resolved.</summary>
    public Task EndAsync(string service = "checkout", params (string Name, string Value)[] labels)
    {
        var all = LabelSet.Of([("alertname", "TargetDown"), ("service", service), .. labels]);
        return Intake.AcceptAsync([new Alert("test", all, LabelSet.Empty, AlertStatus.Resolved, Time.GetUtcNow(), Time.GetUtcNow())], CancellationToken.None);
    }

    /// <summary>The timeline.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> EntriesAsync(IncidentId id) => [.. (await _database.Read(read => read.Timeline.Page(id, 0, 10_000))).Select(stored => stored.Entry)];

    /// <summary>What was posted in an incident's thread, as plain text.</summary>
    public async Task<IReadOnlyList<string>> PostedAsync(IncidentId id) =>
        [.. (await _database.Read(read => read.Outbox.OfIncident(id))).Select(post => PlainText.Of(post.Message, Time.GetUtcNow(), TimeZoneInfo.Utc))];

    public Task<Answer> SayAsync(string text, string person = "ana") => Intake.AcceptAsync(new CommandRequest(text, Actor.Person(person, [Role.BackendCoordinator], "local")), CancellationToken.None);

    public async Task<Incident> IncidentAsync(IncidentId id) => (await _database.Read(read => read.Incidents.Find(id)))!;

    /// <summary>The incident, once this holds of it.</summary>
    public async Task<Incident> UntilAsync(IncidentId id, Func<Incident, bool> holds)
    {
        for (var i = 0; i < Turns; i++)
        {
            await _services!.GetRequiredService<Sweeper>().SweepAsync(CancellationToken.None);
            var incident = await IncidentAsync(id);
            if (holds(incident)) return incident;
            await TurnAsync();
        }

        var stands = await IncidentAsync(id);
        throw new TimeoutException($"{id} never came to it; it stands so: {stands.Recovery}; {string.Join("; ", Errors)}");
    }

    /// <summary>Lets time pass, in steps that leave room for what strikes meanwhile.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        for (var end = Time.GetUtcNow() + span; Time.GetUtcNow() < end;)
        {
            Time.Advance(TimeSpan.FromMilliseconds(500));
            await TurnAsync();
        }
    }

    /// <summary>Waits until this holds.</summary>
    public async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var i = 0; i < Turns && !holds(); i++) await TurnAsync();
        Assert.That(holds(), Is.True, what);
    }

    /// <summary>The incident once its attempt of this number has ended.</summary>
    public Task<Incident> UntilEndedAsync(IncidentId id, int attempt = 1) => UntilAsync(id, incident => incident.Recovery.Attempts.Any(one => one.Number == attempt && one.Outcome is not null));

    public async Task<IReadOnlyList<AttemptStepped>> StepsAsync(IncidentId id) =>
        [.. (await _database.Read(read => read.Timeline.Page(id, 0, 10_000))).Select(stored => stored.Entry).OfType<AttemptStepped>()];

    public Task<IReadOnlyList<AttemptRow>> RowsAsync(IncidentId id) => _database.Read(read => read.Attempts.OfIncident(id));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _database.Dispose();
        Assert.That(Errors, Is.Empty);
    }

    private async Task TurnAsync()
    {
        Time.Advance(Turn);
        await Task.Delay(Turn, TimeProvider.System);
    }

    private sealed class NoQueries : IQueryAnswers
    {
        public Task<Answer> AnswerAsync(Query query, Actor by, CancellationToken cancellationToken) => Task.FromResult(new Answer(AnswerOutcome.Done, query.GetType().Name));
    }

    /// <summary>Keeps errors, so that one that a test did not expect fails it.</summary>
    private sealed class ErrorLog(List<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lock (errors) errors.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
