using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Acknowledging;
using ChatOps.Core.Incidents.Advising;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.Incidents.UserDecision;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Incidents;

/// <summary>One thing that happens in a random story.</summary>
/// <param name="Kind">Which, modulo the number of kinds.</param>
/// <param name="A">Whatever the kind needs.</param>
/// <param name="B">Whatever else the kind needs.</param>
internal readonly record struct Move(int Kind, int A, int B);

/// <summary>An incident to which random things happen while time moves; its laws are looked at after each.</summary>
internal sealed class RandomLadder
{
    private static readonly string[] Names = ["ana", "ben", "kim", "lee", "uma", "dev"];
    private static readonly TimeSpan[] Spans = [.. new[] { 1, 7, 10, 29, 60, 121, 300, 599, 900, 1801, 3600, 14400, 90000 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly LadderLaws _laws = new();
    private readonly List<TimelineEntry> _timeline = [];
    private Situation _situation;
    private DateTimeOffset _now = Story.Beginning;

    public RandomLadder(int service)
    {
        var criticality = (Criticality)(service % 3);
        var story = new Story();
        _situation = story.Situation with
        {
            Service = story.Situation.Service! with { Criticality = criticality, InCatalog = service / 3 % 4 != 0, Domain = (Domain)(service / 12 % 2) },
        };
    }

    public Incident? Incident { get; private set; }

    public void Do(Move move)
    {
        var kind = move.Kind % 40;
        if (Incident is null || kind < 9) Alerts(move);
        else if (kind < 17) Pass(Spans[move.A % Spans.Length], late: move.B % 4 == 0);
        else if (kind < 22) Attempt(move);
        else if (kind < 24) Deliver(move);
        else if (kind < 34) Command(move);
        else if (kind < 37) World(move);
        else Other(move);
    }

    /// <summary>Only time passes: every clock is served when it is due.</summary>
    public void Pass(TimeSpan time, bool late)
    {
        var until = _now + time;
        if (late) _now = until;
        while (Incident?.Clocks.MinBy(clock => clock.DueAt) is { } next && next.DueAt <= until)
        {
            if (next.DueAt > _now) _now = next.DueAt;
            Give(new ClockStruck(next.Clock, next.DueAt));
            LadderLaws.Hold(Incident.Due(next.Clock) != next.DueAt, $"{next} struck and is still due");
            if (late && Incident.Clocks.All(clock => clock.DueAt > _now)) return;
        }

        _now = until;
    }

    /// <summary>The timeline, written and read as storage does it, tells the same incident.</summary>
    public void FoldsToItself()
    {
        if (Incident is null) return;
        var read = _timeline.Select(entry => JsonSerializer.Deserialize<TimelineEntry>(JsonSerializer.Serialize(entry))!);
        LadderLaws.Hold(Story.Json(Incident.Fold(read)) == Story.Json(Incident), "the folded timeline is the incident");
        var stored = JsonSerializer.Deserialize<Incident>(Story.Json(Incident))!;
        LadderLaws.Hold(Story.Json(stored) == Story.Json(Incident), "the stored incident is the incident");
    }

    private void Give(IncidentInput input)
    {
        var before = Incident;
        var decision = IncidentDecider.Decide(before, input, _situation, _now);
        _laws.After(before, input, decision, _situation, _now);
        _timeline.AddRange(decision.Entries);
        Incident = decision.Incident;
    }

    private void Alerts(Move move)
    {
        var firing = Incident?.Alerts.Firing ?? 0;
        var resolved = Incident?.Alerts.Resolved ?? 0;
        var challenge = Incident is null ? (Challenge)(move.B % 10) : move.B % 5 == 0 ? Challenge.ServiceDown : Incident.Challenge;
        var key = (Incident?.Key ?? new IncidentKey("", "checkout", challenge)) with { Challenge = challenge };
        var ends = move.A % 4;
        var input = new AlertsChanged(
            Actor.Source("prometheus"),
            key,
            null,
            (Severity)(1 + (move.B % 3)),
            New: ends == 0 || Incident is null ? 1 + (move.B % 3) : 0,
            Refired: ends == 1 ? Math.Min(resolved, 1) : 0,
            Resolved: ends == 2 ? firing : ends == 3 ? Math.Min(firing, 1) : 0,
            Expired: 0,
            Unclassified: move.B % 7 == 0 ? 1 : 0,
            UnclassifiedEnded: move.B % 11 == 0 ? Math.Min(1, Incident?.Alerts.Unclassified ?? 0) : 0,
            [],
            new Dictionary<string, string>(),
            [],
            Security: move.B % 13 == 0);
        Give(input);
    }

    private void Attempt(Move move)
    {
        var attempts = Incident!.Recovery.Attempts;
        var number = attempts.Count == 0 || move.B % 6 == 0 ? 1 + (move.B % 4) : attempts[^1].Number;
        if (move.A % 5 == 0)
        {
            var roles = move.B % 2 == 0 ? Array.Empty<string>() : [Role.TechLead];
            Give(new ApprovalNeeded(new OfferedApproval(number, "restart-service", $"step {move.B % 2}", "fail over", roles, _now + TimeSpan.FromMinutes(3), 1 + (move.B % 3), NotBy: move.B % 5 == 0 ? Names[move.B % Names.Length] : null)));
            return;
        }

        var outcome = (AttemptOutcome)(move.A % Enum.GetValues<AttemptOutcome>().Length);
        var verify = move.B % 3 == 0 ? Incident.LastOpenedAt.AddSeconds(-1) : _now;
        Give(new AttemptEnded(number, outcome, new AttemptReport([], [], null, null, "503", move.B % 2, outcome == AttemptOutcome.Passed ? verify : null)));
    }

    private void Deliver(Move move)
    {
        var number = Math.Max(1, Incident!.Ladder.Mentions - (move.B % 5 == 0 ? 1 : 0));
        Give(move.A % 4 == 0 ? new MentionRefused(number, "archived") : new MentionDelivered(number, "local"));
    }

    private void Command(Move move)
    {
        var by = Story.Person(Names[move.B % Names.Length]);
        int? stamp = move.B % 7 == 0 ? Incident!.Stamp - (move.A % 2) : null;
        var span = Spans[move.B % Spans.Length];
        Give((move.A % 20) switch
        {
            0 or 1 => new Acknowledge(by, stamp),
            2 => new Unacknowledge(by, stamp),
            3 => new Assign(by, "dev", stamp),
            4 => new Snooze(by, span, stamp),
            5 or 6 => new Escalate(by, move.B % 3 == 0 ? EscalationTrigger.Dr : null, null, move.B % 2 == 0, stamp),
            7 => new Note(by, "a note"),
            8 => new Guide(by, "guidance", stamp),
            9 => new Consult(by, Role.SecurityAuditor, "?"),
            10 => new Retry(by, move.B % 2 == 0, stamp),
            11 => new RunRunbook(by, "fail-over", false, stamp),
            12 => new Approve(by, false, stamp),
            13 => new Reject(by, null, stamp),
            14 => new Resolve(by, null, stamp),
            15 => new Reopen(by, stamp),
            16 => new Declare(by, Incident!.Key, null, "declared", move.B % 5 == 0, []),
            17 => new Merge(by, new IncidentId(60), stamp),
            _ => new DecideOption(Story.Person("uma"), (1 + (move.B % 8)).ToString(System.Globalization.CultureInfo.InvariantCulture), "dev", span, "fail-over", null, false, stamp),
        });
    }

    private void World(Move move) => _situation = (move.A % 9) switch
    {
        8 => _situation with { DependencyDown = move.B % 3 == 0 ? null : new DependencyDown(new IncidentId(7 + (move.B % 2)), "payments") },
        0 => _situation with { Runbook = move.B % 2 == 0 ? Story.Restart with { ActionsLastHour = move.B % 6 } : null },
        1 => _situation with { RecoveryOff = move.B % 2 == 0 ? "switched off" : null },
        2 => _situation with { Runbook = Story.Restart with { TargetLockedBy = move.B % 2 == 0 ? "INC-7, attempt 1" : null } },
        3 => _situation with { Reachable = new HashSet<string>(move.B % 3 == 0 ? [] : move.B % 3 == 1 ? [Role.User, Role.TechLead] : new Story().Situation.Reachable) },
        4 => _situation with { Storm = move.B % 2 == 0 },
        5 => _situation with { AttemptRunbook = move.B % 2 == 0 ? Story.Restart : null, Person = move.B % 3 == 0 ? null : Story.Facts("dev") },
        6 => _situation with { CriticalDown = new CriticalDown([.. Enumerable.Range(1, move.B % 4).Select(n => new MajorChild(new IncidentId(n), "other", "down", null))], move.B % 5 == 0 ? new IncidentId(90) : null) },
        _ => _situation with { KeyHeldBy = move.B % 2 == 0 ? new IncidentId(50) : null, MergeTarget = move.B % 3 == 0 ? new MergeTarget(new IncidentId(60), move.B % 2 == 0, null) : null },
    };

    private void Other(Move move)
    {
        switch (move.A % 9)
        {
            case 0:
                _situation = _situation with { Cover = new Cover($"s{move.B % 3}", _now + Spans[move.B % Spans.Length]) };
                Give(new Silenced(Actor.Bot));
                break;
            case 1:
                if (move.B % 3 != 0) _situation = _situation with { Cover = null };
                Give(new SilenceEnded(Actor.Bot, "it ended"));
                break;
            case 2:
                Give(new VerifiedAgain(Incident!.Ending?.Attempt ?? 1, move.B % 2 == 0, "seen"));
                break;
            case 3:
                Give(new Absorb(Actor.Bot, new IncidentId(41), [], 1 + (move.B % 4), Severity.Critical, new AlertTally(move.B % 2, 0, 0), []));
                break;
            case 6:
                if (move.B % 4 != 0) _situation = _situation with { DependencyDown = null };
                Give(new DependencyEnded(new IncidentId(7 + (move.B % 2))));
                break;
            case 8:
                Give(new RunbookSwitched(move.B % 2 == 0 ? Actor.Bot : Story.Person("ana"), move.B % 2 != 0, "restart-service", move.B % 2 == 0 ? 3 : 0));
                break;
            case 7:
                Give(new DependantWaits(new MajorChild(new IncidentId(92 + (move.B % 3)), "cart", "down", null), move.B % 2 == 0));
                break;
            case 4:
                Give(move.B % 2 == 0 ? new LinkToMajor(new IncidentId(90)) : new AddChild(new MajorChild(new IncidentId(91), "other", "down", null)));
                break;
            default:
                Give(new RecoverySwitched(Actor.Bot, move.B % 2 == 0, null));
                break;
        }
    }
}
