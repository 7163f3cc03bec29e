using ChatOps.Alerting;
using ChatOps.Bot.Answers;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Health;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Storage.Attempts;
using ChatOps.Storage.Incidents;
using ChatOps.Storage.Operations;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>What the pages read: each call is one state of the database, found by index.</summary>
internal sealed class Board(Database database, StatisticsReader statistics, Runbooks runbooks, IEnumerable<IHealthPart> parts, SourceTraffic traffic, Settings settings, TimeProvider time)
{
    private const int ChannelMessages = 30;
    private const int MostAlerts = 100;
    private const int MostMessages = 100;
    private const int MostEntries = 2_000;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Everybody that the configuration knows, by name.</summary>
    public IEnumerable<Person> People => settings.Roster.People;

    /// <summary>Roles that somebody holds or that are called.</summary>
    public IEnumerable<string> Roles => settings.Roster.Responders.Select(responder => responder.Role).Concat(settings.Roster.People.SelectMany(person => person.Roles)).Distinct();

    /// <summary>The services of the catalog, in its order.</summary>
    public IEnumerable<string> ServiceNames => settings.Services.Select(entry => entry.Service.Name);

    /// <summary>What every page shows of the whole.</summary>
    public Task<Overview> OverviewAsync(CancellationToken cancellationToken) => database.ReadAsync(
        read =>
        {
            var open = read.Incidents.CountOpen();
            int Sum(Func<OpenCount, bool> which) => open.Where(which).Sum(count => count.Count);
            return new Overview(
                Sum(_ => true),
                [Sum(count => count.Level == 1), Sum(count => count.Level == 2), Sum(count => count.Level == 3), Sum(count => count.Level == 4)],
                Sum(count => count.State == IncidentState.AwaitingAcknowledgement),
                Sum(count => count.State == IncidentState.AwaitingDecision),
                read.Switches.Recovery().All.Any(one => one is { Service: null, IsOn: false }),
                [.. Health(read).Where(part => part.IsUrgent).Select(part => new HealthNotice(part.Name + ":", part.Text))]);
        },
        cancellationToken);

    /// <summary>How incidents and attempts ended in the last 30 days: the three targets, the runbooks' success.</summary>
    public Task<Statistics> MonthAsync(CancellationToken cancellationToken) => statistics.SinceAsync(time.GetUtcNow() - Month, cancellationToken);

    /// <summary>The runbooks, by name.</summary>
    public IEnumerable<Runbook> Runbooks => runbooks.Shelf.All.OrderBy(runbook => runbook.Name, StringComparer.Ordinal);

    /// <summary>A page of incidents, the most urgent first.</summary>
    public Task<IncidentList> IncidentsAsync(ListFilter filter, CancellationToken cancellationToken) => database.ReadAsync(
        read =>
        {
            var found = read.Urgent.List(new UrgentFilter
            {
                Ended = filter.Ended,
                Level = filter.Level,
                Owner = filter.Owner,
                Service = filter.Service,
                Skip = (filter.Page - 1) * ListFilter.PageSize,
                Limit = ListFilter.PageSize + 1,
            });
            return new IncidentList([.. found.Take(ListFilter.PageSize)], found.Count > ListFilter.PageSize);
        },
        cancellationToken);

    /// <summary>All about one incident but its timeline; null when there is none.</summary>
    public Task<IncidentView?> IncidentAsync(IncidentId id, CancellationToken cancellationToken) => database.ReadAsync(
        read =>
        {
            if (read.Incidents.Find(id) is not { } incident) return null;
            var lines = read.Chat.OfIncident(id);
            var rows = read.Attempts.OfIncident(id).Where(row => row.Purpose == AttemptPurpose.Attempt).ToLookup(row => row.Plan.Number, row => row.Id);
            return new IncidentView(
                incident,
                lines.LastOrDefault(line => line.Kind == Said.Head)?.Message,
                [.. lines.Where(line => line.Kind != Said.Head).Reverse().Take(MostMessages).Select(Said.Of)],
                [.. read.Alerts.OfIncident(id, MostAlerts).Select(row => new AlertView(row.Alert, row.Alert.Status == AlertStatus.Firing)).OrderByDescending(alert => alert.Firing)],
                [.. incident.Recovery.Attempts.Reverse().Select(attempt => new AttemptView(attempt, [.. rows[attempt.Number].SelectMany(row => read.Attempts.Steps(row)).Select(step => StepView.Of(step, attempt.Outcome))]))],
                read.PostMortems.OfIncident(id).Count > 0);
        },
        cancellationToken);

    /// <summary>An incident's record, oldest first.</summary>
    public Task<IReadOnlyList<TimelineLine>> TimelineAsync(IncidentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(read => (IReadOnlyList<TimelineLine>)[.. read.Timeline.Page(id, 0, MostEntries).Select(TimelineLine.Of)], cancellationToken);

    /// <summary>The newest post-mortem of an incident as Markdown, or null.</summary>
    public Task<string?> PostMortemAsync(IncidentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(read => read.PostMortems.OfIncident(id) is [var newest, ..] ? newest.Markdown : null, cancellationToken);

    /// <summary>The newest messages outside all threads, newest first.</summary>
    public Task<IReadOnlyList<ChannelView>> ChannelAsync(CancellationToken cancellationToken) => database.ReadAsync(
        read => (IReadOnlyList<ChannelView>)
        [
            .. read.Chat.Channel(ChannelMessages).Select(line => new ChannelView(
                Said.Of(line.Line), line.Replies, line.Line.Incident is { } incident ? read.Incidents.Find(incident)?.Stamp : null)),
        ],
        cancellationToken);

    /// <summary>The catalog, in its order.</summary>
    public Task<IReadOnlyList<ServiceView>> ServicesAsync(CancellationToken cancellationToken) => database.ReadAsync(
        read =>
        {
            var open = read.Incidents.CountOpenByService();
            var switches = read.Switches.Recovery();
            return (IReadOnlyList<ServiceView>)[.. settings.Services.Select(entry => new ServiceView(entry.Service, open.GetValueOrDefault(entry.Service.Name), switches.OffFor(entry.Service.Name)?.By))];
        },
        cancellationToken);

    /// <summary>Runbooks that are switched off for a service (rule 6.10).</summary>
    public Task<IReadOnlyList<RunbookSwitch>> RunbooksOffAsync(CancellationToken cancellationToken) => database.ReadAsync(read => read.Switches.RunbooksOff(), cancellationToken);

    /// <summary>Silences, those that cover now first, those that are over last.</summary>
    public Task<IReadOnlyList<SilenceView>> SilencesAsync(CancellationToken cancellationToken) => database.ReadAsync(
        read => (IReadOnlyList<SilenceView>)
        [
            .. read.Silences.All().Select(silence => new SilenceView(silence, silence.StateAt(time.GetUtcNow())))
                .OrderBy(one => one.State switch { SilenceState.Active => 0, SilenceState.Pending => 1, _ => 2 }),
        ],
        cancellationToken);

    /// <summary>How the bot itself does, what is in trouble first.</summary>
    public Task<IReadOnlyList<HealthPart>> HealthAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(read => (IReadOnlyList<HealthPart>)[.. Health(read).OrderBy(part => part.Well)], cancellationToken);

    /// <summary>The sources of alerts, configured and heard, what is in trouble first.</summary>
    public Task<IReadOnlyList<SourceView>> SourcesAsync(CancellationToken cancellationToken) => database.ReadAsync(
        read =>
        {
            var counts = traffic.Sources.ToDictionary(source => source.Source, StringComparer.Ordinal);
            return (IReadOnlyList<SourceView>)
            [
                .. Health(read).Where(part => part.Kind == SourceParts.Kind).OrderBy(part => part.Well)
                    .Select(part => new SourceView(part, KindOf(part.Name), counts.GetValueOrDefault(part.Name))),
            ];
        },
        cancellationToken);

    // Where none is configured, what sends is called by its kind.
    private SourceKind? KindOf(string name) =>
        settings.Sources.FirstOrDefault(source => source.Name == name)?.Source.Kind ?? (Enum.TryParse<SourceKind>(name, ignoreCase: true, out var kind) ? kind : null);

    private IEnumerable<HealthPart> Health(ReadTransaction read) => SourceParts.Complete(
        HealthPart.Of(database.Health, parts.Select(part => part.State()), read.Outbox.Depths(), read.Sources.All(), read.Parked.Count(), time.GetUtcNow(), settings.Escalation.UndeliveredAfter),
        settings.Sources.Select(source => source.Name),
        traffic.Sources,
        time.GetUtcNow());
}
