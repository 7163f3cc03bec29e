using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Incidents;

/// <summary>
/// One incident and its world, told step by step: each step is an input to the decider. Mentions are delivered at once unless the story says
/// otherwise, and clocks strike when time passes. After each step the folded timeline must be the incident.
/// </summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Beginning = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    public static readonly RunbookFacts Restart = new("restart-service", "name: restart-service", Acts: true, ActionsLastHour: 0, Roles: []);

    private static readonly Dictionary<string, string[]> Roles = new()
    {
        ["ana"] = [Role.DevOpsCoordinator],
        ["ben"] = [Role.BackendCoordinator],
        ["kim"] = [Role.TechLead],
        ["lee"] = [Role.CloudArchitect],
        ["uma"] = [Role.User],
        ["dev"] = ["developer"],
    };

    private readonly List<TimelineEntry> _timeline = [];
    private readonly List<Effect> _all = [];

    public Incident? Incident { get; private set; }

    public Situation Situation { get; set; } = new()
    {
        NextId = new IncidentId(42),
        Service = new Service("checkout", Domain.Infrastructure, Criticality.Standard, true, "Nobody can pay", [], [], new Dictionary<string, string>()),
        Reachable = new HashSet<string> { Role.DevOpsCoordinator, Role.BackendCoordinator, Role.TechLead, Role.CloudArchitect, Role.User, Role.SecurityAuditor },
        Runbook = Restart,
        NamedRunbook = Restart with { Name = "fail-over" },
        AttemptRunbook = Restart,
    };

    public DateTimeOffset Now { get; set; } = Beginning;

    public bool Delivers { get; set; } = true;

    /// <summary>What the last step came to: every decision that it took.</summary>
    public List<Decision> Last { get; } = [];

    /// <summary>The stamp before the last step; null when nothing was open.</summary>
    public int? StampBefore { get; private set; }

    public IReadOnlyList<TimelineEntry> Timeline => _timeline;

    /// <summary>All effects since the story began.</summary>
    public IReadOnlyList<Effect> AllEffects => _all;

    public IEnumerable<Effect> Effects => Last.SelectMany(decision => decision.Effects);

    public IEnumerable<TimelineEntry> Entries => Last.SelectMany(decision => decision.Entries);

    public Answer? Answer => Last.Select(decision => decision.Answer).LastOrDefault(answer => answer is not null);

    public Incident The => Incident ?? throw new InvalidOperationException("Nothing has opened.");

    public static Actor Person(string name) => Actor.Person(name, Roles[name], "local");

    public static PersonFacts Facts(string name) => new(name, Roles[name]);

    public static bool Knows(string name) => Roles.ContainsKey(name);

    /// <summary>What is told from here on is the step whose outcome counts.</summary>
    public void Mark()
    {
        Last.Clear();
        StampBefore = Incident?.Stamp;
    }

    public Decision Give(IncidentInput input)
    {
        var decision = IncidentDecider.Decide(Incident, input, Situation, Now);
        Last.Add(decision);
        _timeline.AddRange(decision.Entries);
        _all.AddRange(decision.Effects);
        Incident = decision.Incident;
        if (Incident is not null) Assert.That(Json(Incident.Fold(_timeline)), Is.EqualTo(Json(Incident)), "The folded timeline is the incident.");
        if (Delivers) Deliver(decision);
        return decision;
    }

    /// <summary>Lets time pass; every clock that becomes due strikes in its turn.</summary>
    public void Pass(TimeSpan time)
    {
        var until = Now + time;
        while (Incident?.Clocks.MinBy(clock => clock.DueAt) is { } next && next.DueAt <= until)
        {
            if (next.DueAt > Now) Now = next.DueAt;
            var version = Incident.Version;
            Give(new ClockStruck(next.Clock, next.DueAt));
            Assert.That(Incident.Version, Is.GreaterThan(version), $"{next} struck and changed nothing: it would strike for ever.");
        }

        Now = until;
    }

    /// <summary>Lets time pass while nobody looks: what is due is served at its end, the longest due first, as sweeps find it.</summary>
    public void SleepThrough(TimeSpan time)
    {
        Now += time;
        foreach (var clock in The.Clocks.Where(clock => clock.DueAt <= Now).OrderBy(clock => clock.DueAt).ToList()) Give(new ClockStruck(clock.Clock, clock.DueAt));
    }

    public Decision Alerts(
        Challenge challenge = Challenge.ServiceDown,
        int @new = 0,
        int refired = 0,
        int resolved = 0,
        int expired = 0,
        int unclassified = 0,
        int unclassifiedEnded = 0,
        Severity severity = Severity.Warning,
        bool security = false)
    {
        var fact = new AlertFact("f0", "ProbeFailed", severity, "prometheus", Now, "checkout does not answer", null, null, null, []);
        return Give(new AlertsChanged(
            Actor.Source("prometheus"),
            new IncidentKey("", "checkout", challenge),
            challenge == Challenge.Unknown ? null : "built-in",
            severity,
            @new,
            refired,
            resolved,
            expired,
            unclassified,
            unclassifiedEnded,
            [.. Enumerable.Range(0, Math.Min(@new, IncidentFacts.MostAlerts)).Select(index => fact with { Fingerprint = $"f{Seen(index)}" })],
            new Dictionary<string, string> { ["alertname"] = "ProbeFailed" },
            [],
            security));
    }

    public void EndAttempt(int number, AttemptOutcome outcome, DateTimeOffset? verifyStartedAt = null, int actions = 1) => Give(new AttemptEnded(
        number,
        outcome,
        new AttemptReport(["restarted checkout"], ["503"], null, "restarted checkout", outcome == AttemptOutcome.Passed ? "200 in 12 ms" : "still 503", actions, verifyStartedAt)));

    private int Seen(int index) => (Incident?.Alerts.Total ?? 0) + index;

    private void Deliver(Decision decision)
    {
        foreach (var mention in decision.Effects.OfType<Post>().Select(post => post.Mention).OfType<int>().ToList()) Give(new MentionDelivered(mention, "local"));
    }

    public static string Json(Incident incident) => JsonSerializer.Serialize(incident);
}
