using System.Globalization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Messages;

/// <summary>The incident that the examples of the messages tell of: checkout is down since 03:04.</summary>
internal static class Sample
{
    public static readonly MessageContext Context = new(TimeZoneInfo.Utc, "http://127.0.0.1:8080");

    public static readonly Actor Ana = Actor.Person("ana", [Role.BackendCoordinator], "local");

    public static readonly AlertFact Probe = new(
        "0123456789abcdef", "BlackboxProbeFailed", Severity.Critical, "prometheus", At("03:04"), "checkout answers no health check", "The probe of http://shop/health has failed for 1 minute.",
        "https://runbooks.example/checkout", "http://prometheus.example/graph?g0.expr=probe_success", [new AlertLink("Dashboard", "https://grafana.example/d/1"), new AlertLink("Silence", "https://am.example/#/silences/new")]);

    public static readonly Service Service = new(
        "checkout", Domain.Backend, Criticality.Critical, true, "Nobody can pay", ["db-1"], ["cart", "invoices", "mail"], new Dictionary<string, string> { ["health"] = "http://127.0.0.1:9100/health" });

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-03-01T{time}Z", CultureInfo.InvariantCulture);

    /// <summary>Open at Level 1; self-recovery works on it.</summary>
    public static Incident Open() => new()
    {
        Id = new IncidentId(42),
        Key = new IncidentKey("", "checkout", Challenge.ServiceDown),
        Service = Service,
        ClassifiedBy = "built-in: BlackboxProbeFailed",
        Severity = Severity.Critical,
        Title = "checkout answers no health check",
        Policy = new EscalationPolicy(),
        OpenedAt = At("03:05"),
        LastOpenedAt = At("03:05"),
        Alerts = new AlertTally(2, 0, 0),
        Ladder = new Ladder
        {
            Level = 1,
            State = IncidentState.Recovering,
            EnteredAt = At("03:05"),
            Deadline = new Deadline(At("03:10"), DeadlineReason.RecoveryEnds),
        },
        Recovery = new RecoveryTrack { State = RecoveryState.Running, Runbook = "restart-service", AutomaticUntil = At("03:10"), AutomaticUsed = 1, Attempts = [new AttemptSummary(1, "restart-service", null, At("03:05"))] },
        Facts = IncidentFacts.None with { Alerts = [Probe] },
        Stamp = 1,
        Version = 3,
    };

    /// <summary>Two attempts failed; one step waits for an approval.</summary>
    public static Incident RecoveryFailed() => Open() with
    {
        Recovery = new RecoveryTrack
        {
            State = RecoveryState.Ended,
            Runbook = "restart-service",
            AutomaticUsed = 2,
            Ended = RecoveryEnd.AttemptsUsed,
            EndedBecause = "both attempts failed",
            Attempts = [Failed(1, "03:05", "03:06:30"), Failed(2, "03:07", "03:08:30")],
            Approval = new OfferedApproval(2, "restart-service", "roll-back", "roll back checkout to 1.8.2 (ran 12 days)", [Role.BackendCoordinator], null),
        },
    };

    public static readonly Mention Mention2 = new(1, 2, Role.BackendCoordinator, At("03:12"));

    /// <summary>Level 2 is called.</summary>
    public static Incident Level2() => RecoveryFailed() with
    {
        Ladder = new Ladder
        {
            Level = 2,
            HighestMentioned = 2,
            State = IncidentState.AwaitingAcknowledgement,
            EnteredAt = At("03:12"),
            Mention = Mention2,
            Mentions = 1,
            AcknowledgeLeft = TimeSpan.FromMinutes(5),
            Deadline = new Deadline(At("03:17"), DeadlineReason.Undelivered),
        },
        Facts = IncidentFacts.None with { Alerts = [Probe], Stays = [new LevelStay(2, Role.BackendCoordinator, At("03:12"), "both attempts of self-recovery failed", false)] },
        Stamp = 2,
    };

    public static LevelEntered Entered2() =>
        new(At("03:12"), Actor.Bot, 2, 1, ClimbCause.RecoveryEnded, "both attempts of self-recovery failed", Mention2, null, Level2().Ladder.Wait);

    /// <summary>ana has it.</summary>
    public static Incident Acknowledged() => Level2() with
    {
        Ladder = Level2().Ladder with
        {
            State = IncidentState.Acknowledged,
            Owner = "ana",
            AcknowledgedAt = At("03:14"),
            FirstAcknowledgedAt = At("03:14"),
            Deadline = new Deadline(At("03:29"), DeadlineReason.NotResolved),
        },
        Facts = Level2().Facts with { Stays = [Level2().Facts.Stays[0] with { AcknowledgedBy = "ana", AcknowledgedAt = At("03:14") }] },
        Stamp = 3,
    };

    public static readonly Mention Mention3 = new(2, 3, Role.CloudArchitect, At("03:47"));

    /// <summary>ana guided, approved, and asked for Level 3.</summary>
    public static Incident Level3() => Acknowledged() with
    {
        Ladder = Acknowledged().Ladder with
        {
            Level = 3,
            HighestMentioned = 3,
            State = IncidentState.AwaitingAcknowledgement,
            EnteredAt = At("03:47"),
            Mention = Mention3,
            Mentions = 2,
            Owner = null,
            AcknowledgedAt = null,
            Trigger = EscalationTrigger.Redesign,
            Deadline = new Deadline(At("03:54:30"), DeadlineReason.NotAcknowledged),
        },
        Recovery = RecoveryFailed().Recovery with
        {
            Approval = null,
            Attempts =
            [
                Failed(1, "03:05", "03:06:30"), Failed(2, "03:07", "03:08:30"),
                new AttemptSummary(3, "restart-service", "ana", At("03:16"), At("03:18"), AttemptOutcome.Failed, new AttemptReport(["rolled back checkout to 1.8.2 03:16"], [], null, "rolled back to 1.8.2", "health still 503 after 60 s", 1, At("03:17"))),
            ],
        },
        Facts = Level2().Facts with
        {
            Guidance = [new Remark(At("03:15"), "ana", 2, "roll back, the pool came with 1.8.3")],
            Stays =
            [
                new LevelStay(2, Role.BackendCoordinator, At("03:12"), "both attempts of self-recovery failed", false, "ana", At("03:14"), null, At("03:47"), "ana asked for it (redesign: pool is shared with invoices)"),
                new LevelStay(3, Role.CloudArchitect, At("03:47"), "ana asked for it (redesign: pool is shared with invoices)", false),
            ],
        },
        Stamp = 4,
    };

    public static readonly Mention Mention4 = new(3, 4, Role.User, At("04:36"));

    /// <summary>Nobody mended it: the user is asked.</summary>
    public static Incident Level4() => Level3() with
    {
        Ladder = Level3().Ladder with
        {
            Level = 4,
            HighestMentioned = 4,
            State = IncidentState.AwaitingDecision,
            EnteredAt = At("04:36"),
            Mention = Mention4,
            Mentions = 3,
            Deadline = new Deadline(At("05:06"), DeadlineReason.MentionAgain),
        },
        Facts = Level3().Facts with
        {
            Stays =
            [
                Level3().Facts.Stays[0],
                Level3().Facts.Stays[1] with { LeftAt = At("04:36"), LeftBecause = "nobody acknowledged within 7 min 30 s" },
                new LevelStay(4, Role.User, At("04:36"), "nobody acknowledged within 7 min 30 s", false),
            ],
        },
        Stamp = 5,
    };

    /// <summary>This incident, resolved.</summary>
    public static Incident Resolved(Incident before, ResolvedBy by, string? who, string at, EndingPhase phase, Deadline? deadline, int countsFor, int? attempt = null, string? note = null) => before with
    {
        Ladder = before.Ladder with { State = IncidentState.Resolved, Deadline = deadline },
        Ending = new Ending(by, who, At(at), phase, At(at), before.Ladder, countsFor, attempt, note),
        Stamp = before.Stamp + 1,
    };

    public static AttemptSummary Failed(int number, string from, string to) => new(
        number, "restart-service", null, At(from), At(to), AttemptOutcome.Failed,
        new AttemptReport(
            [$"restarted checkout-1 {from}: still 503 after 30 s"],
            ["deployed 02:58: 1.8.3 by ana (6 min before)", "log: \"db pool exhausted\", 214 times since 03:03", "connections 100 of 100 since 03:02 (31 at 02:30)"],
            "db pool exhausted", "restarted checkout-1", "health answers 503, 200 is expected", 1, At(to)));
}
