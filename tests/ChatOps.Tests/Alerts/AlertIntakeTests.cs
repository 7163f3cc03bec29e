using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Tests.Alerts;

internal sealed class AlertIntakeTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly IncidentId Seven = new(7);
    private static readonly IncidentId Nine = new(9);

    private static IEnumerable<TestCaseData> Receipts()
    {
        yield return Case("a label set that nobody knows fires", null, Firing(), AlertNews.Began);
        yield return Case("it fires on", Known(), Firing(), AlertNews.Repeated);
        yield return Case("it fires on, and its sender gives another start at each receipt", Known(), Firing(startsAt: T0.AddMinutes(3)), AlertNews.Repeated);
        yield return Case("it resolves", Known(), Resolved(), AlertNews.Ended);
        yield return Case("the end of an earlier firing comes late", Known(startsAt: T0.AddMinutes(30)), Resolved(endsAt: T0.AddMinutes(5)), AlertNews.None);
        yield return Case("it is said to be over again", Ended(), Resolved(), AlertNews.None);
        yield return Case("it fires again with a later start", Ended(), Firing(startsAt: T0.AddMinutes(10)), AlertNews.Began);
        yield return Case("the message of its firing is sent again after its end", Ended(), Firing(), AlertNews.None);
        yield return Case("Prometheus says that it fires on after its end", Ended(), Firing(expiresAt: T0.AddMinutes(20)), AlertNews.Began);
        yield return Case("it had expired and is heard of again", Ended(by: AlertEnd.Expired), Firing(), AlertNews.Began);
        yield return Case("an end of which nobody saw the beginning", null, Resolved(), AlertNews.EndedUnseen);
        yield return Case("a late word of a firing whose end came first", Ended(role: AlertRole.Recorded), Firing(), AlertNews.None);
    }

    [TestCaseSource(nameof(Receipts))]
    [Property("Rule", "2.1")]
    public void What_a_receipt_means(object known, object filed, AlertNews news) =>
        Assert.That(AlertIntake.Compare((KnownAlert?)known, (FiledAlert)filed, covered: false), Is.EqualTo(news));

    [TestCase(true, AlertNews.Repeated)]
    [TestCase(false, AlertNews.Began)]
    [Property("Rule", "2.27")]
    public void What_a_silence_held_back_begins_when_it_is_over(bool covered, AlertNews news) =>
        Assert.That(AlertIntake.Compare(Known(role: AlertRole.Silenced), Firing(), covered), Is.EqualTo(news));

    [Test]
    [Property("Rule", "2.3")]
    public void What_may_open_nothing_is_recorded()
    {
        var info = Firing() with { MayOpen = false };

        Assert.That(AlertIntake.Place(info, new PlacementFacts(false, null, Standing(Seven), null, null)), Is.EqualTo(new Placement(AlertRole.Recorded, null)));
        Assert.That(AlertIntake.Compare(Known(role: AlertRole.Recorded), info, covered: false), Is.EqualTo(AlertNews.Repeated));
    }

    private static IEnumerable<TestCaseData> Places()
    {
        var open = Standing(Seven);
        var window = Standing(Seven, resolved: true);
        var closed = Standing(Seven, resolved: true, closed: true);
        var unknownOpen = Standing(Nine, Challenge.Unknown);
        var unknownWindow = Standing(Nine, Challenge.Unknown, resolved: true);
        yield return Place("2.1", "nothing is open: it opens its own", Firing(), new(false, null, null, null, null), Opens);
        yield return Place("2.1", "its key is held: it joins", Firing(), new(false, null, open, null, null), Holds(Seven));
        yield return Place("2.25", "its key's incident is in its window: it reopens it", Firing(), new(false, null, window, null, null), Holds(Seven));
        yield return Place("2.1", "an open incident of its service has no challenge: it joins and names it", Firing(), new(false, null, null, unknownOpen, null), Holds(Nine));
        yield return Place("2.1", "one without challenge is over: it opens its own", Firing(), new(false, null, null, unknownWindow, null), Opens);
        yield return Place("2.1", "unknown joins the named incident of its service as a passenger", Unknown(), new(false, null, null, null, open), new(AlertRole.Passenger, Seven));
        yield return Place("2.1", "unknown does not reopen a named incident", Unknown(), new(false, null, null, null, window), Opens);
        yield return Place("2.1", "unknown joins the incident of its own key", Unknown(), new(false, null, unknownOpen, null, open), Holds(Nine));
        yield return Place("2.25", "it fires again: back to its incident", Firing(), new(false, window, null, null, null), Holds(Seven));
        yield return Place("2.1", "a passenger fires again while its incident is open", Unknown(), new(false, open, null, null, null), new(AlertRole.Passenger, Seven));
        yield return Place("2.1", "a passenger fires again after its incident resolved: it opens its own", Unknown(), new(false, window, null, null, null), Opens);
        yield return Place("2.25", "its incident is closed: a new one opens", Firing(), new(false, closed, null, null, null), Opens);
        yield return Place("2.27", "silenced: it opens nothing", Firing(), new(true, null, null, null, null), new(AlertRole.Silenced, null));
        yield return Place("2.27", "silenced: it reopens nothing", Firing(), new(true, window, null, null, null), new(AlertRole.Silenced, Seven));
        yield return Place("2.27", "silenced: it reopens nothing by its key either", Firing(), new(true, null, window, null, null), new(AlertRole.Silenced, null));
        yield return Place("2.27", "silenced: it joins what is open", Firing(), new(true, null, open, null, null), Holds(Seven));
    }

    [TestCaseSource(nameof(Places))]
    public void Where_an_alert_belongs(object filed, object facts, object expected) =>
        Assert.That(AlertIntake.Place((FiledAlert)filed, (PlacementFacts)facts), Is.EqualTo(expected));

    [Test]
    public void An_incident_hears_of_all_its_alerts_at_once()
    {
        var changes = new AlertChanges();
        changes.Began(Unknown(), AlertRole.Passenger, again: false);
        changes.Began(Firing() with { Severity = Severity.Critical }, AlertRole.Holding, again: false);
        changes.Began(Firing(), AlertRole.Holding, again: true);
        changes.Ended(Resolved(), AlertRole.Holding, AlertEnd.Source);
        changes.Ended(Resolved(), AlertRole.Holding, AlertEnd.Expired);
        changes.Ended(Unknown(), AlertRole.Passenger, AlertEnd.Source);

        var told = changes.ToInput(null, T0);

        Assert.That((told.New, told.Refired, told.Resolved, told.Expired, told.Unclassified, told.UnclassifiedEnded), Is.EqualTo((1, 1, 1, 1, 1, 1)));
        Assert.That(told.Severity, Is.EqualTo(Severity.Critical));
        Assert.That(told.Key.Challenge, Is.EqualTo(Challenge.ServiceDown), "a classified alert names the challenge whatever came before it");
        Assert.That(told.First, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_incident_keeps_the_texts_of_its_first_alerts_alone()
    {
        var changes = new AlertChanges();
        for (var i = 0; i < 50; i++) changes.Began(Firing(), AlertRole.Holding, again: false);

        Assert.That(changes.ToInput(null, T0).First, Has.Count.EqualTo(IncidentFacts.MostAlerts));
        Assert.That(changes.ToInput(null, T0).New, Is.EqualTo(50));
    }

    private static readonly Placement Opens = new(AlertRole.Holding, null, Opens: true);

    private static Placement Holds(IncidentId incident) => new(AlertRole.Holding, incident);

    private static IncidentStanding Standing(IncidentId id, Challenge challenge = Challenge.ServiceDown, bool resolved = false, bool closed = false) => new(id, challenge, resolved, closed);

    private static KnownAlert Known(DateTimeOffset? startsAt = null, AlertRole role = AlertRole.Holding) => new(AlertStatus.Firing, role, Seven, startsAt ?? T0, null, null);

    private static KnownAlert Ended(AlertEnd by = AlertEnd.Source, AlertRole role = AlertRole.Holding) => new(AlertStatus.Resolved, role, Seven, T0, T0.AddMinutes(5), by);

    private static FiledAlert Firing(DateTimeOffset? startsAt = null, DateTimeOffset? expiresAt = null) => Filed(new Alert(
        "prometheus", LabelSet.Of(("alertname", "TargetDown"), ("service", "shop")), LabelSet.Empty, AlertStatus.Firing, startsAt ?? T0, expiresAt, expiresAt is not null));

    private static FiledAlert Resolved(DateTimeOffset? endsAt = null) => Filed(new Alert(
        "prometheus", LabelSet.Of(("alertname", "TargetDown"), ("service", "shop")), LabelSet.Empty, AlertStatus.Resolved, T0, endsAt ?? T0.AddMinutes(5)));

    private static FiledAlert Unknown() => Firing() with { Key = new IncidentKey("", "shop", Challenge.Unknown) };

    private static FiledAlert Filed(Alert alert) => new(
        alert, Service.Unlisted("shop"), new IncidentKey("", "shop", Challenge.ServiceDown), "built-in rule for TargetDown", Severity.Warning, MayOpen: true, IsWatchdog: false, Security: false);

    private static TestCaseData Case(string name, KnownAlert? known, FiledAlert filed, AlertNews news) => new TestCaseData(known, filed, news).SetArgDisplayNames(name);

    private static TestCaseData Place(string rule, string name, FiledAlert filed, PlacementFacts facts, Placement expected) =>
        new TestCaseData(filed, facts, expected).SetArgDisplayNames(name).SetProperty("Rule", rule);
}
