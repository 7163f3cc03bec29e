using ChatOps.Core.Alerts;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Messages;

/// <summary>One incident that real decisions lead anywhere: alerts, people, attempts and clocks as numbers say. Each decision is handed to whoever looks.</summary>
internal sealed class LadderWalk
{
    /// <summary>Somebody who may do anything.</summary>
    public static readonly Actor Anybody = Actor.Person(
        "ana", [Role.DevOpsCoordinator, Role.BackendCoordinator, Role.TechLead, Role.CloudArchitect, Role.User], "local");

    private static readonly RunbookFacts Restart = new("restart-service", "name: restart-service", Acts: true, ActionsLastHour: 0, Roles: []);

    private static readonly string[] Typed =
    [
        "ack", "unack", "assign kim", "escalate --yes", "escalate redesign pool is shared --yes", "snooze 30m", "retry", "run fail-over INC-42", "approve", "reject no", "guide do this", "note that",
        "consult security-auditor known?", "resolve mended it", "reopen", "decide retry", "decide approve", "decide run fail-over", "decide hand kim", "decide investigate", "decide accept 4h", "decide resolve",
    ];

    private static readonly AttemptOutcome[] Outcomes = [AttemptOutcome.Passed, AttemptOutcome.Failed, AttemptOutcome.TimedOut, AttemptOutcome.CutShort, AttemptOutcome.NotApproved, AttemptOutcome.DryRun];

    private readonly Action<LadderWalk, Decision> _look;

    public LadderWalk(bool critical, Action<LadderWalk, Decision> look)
    {
        _look = look;
        Situation = new Situation
        {
            NextId = new IncidentId(42),
            Service = Sample.Service with { Criticality = critical ? Criticality.Critical : Criticality.Standard },
            Reachable = new HashSet<string>(Anybody.Roles) { Role.SecurityAuditor },
            Runbook = Restart,
            NamedRunbook = Restart with { Name = "fail-over" },
            AttemptRunbook = Restart,
            Person = new PersonFacts("kim", [Role.TechLead]),
        };
    }

    public Incident? Incident { get; private set; }

    public Situation Situation { get; }

    public DateTimeOffset Now { get; private set; } = Sample.At("03:05");

    public List<TimelineEntry> Timeline { get; } = [];

    /// <summary>One step, whichever the number says.</summary>
    public void Step(int number, int minutes)
    {
        Now += TimeSpan.FromMinutes(minutes);
        foreach (var clock in Incident?.Clocks.Where(clock => clock.DueAt <= Now).ToList() ?? []) Give(new ClockStruck(clock.Clock, clock.DueAt));
        if (Incident?.Recovery is { Running: { } late } track && !(track.Deadline > Now)) EndAttempt(late.Number, AttemptOutcome.TimedOut);
        if (Incident is null || number == 0)
        {
            Alerts(fires: true);
            return;
        }

        if (number == 1) Alerts(fires: false);
        else if (number < 5 && Incident.Recovery.Running is { } running) EndAttempt(running.Number, Outcomes[(number + minutes) % Outcomes.Length]);
        else if (number == 5 && Incident.Recovery.Running is { } waits) Give(new ApprovalNeeded(new OfferedApproval(waits.Number, waits.Runbook, "roll-back", "roll back checkout to 1.8.2", [], Now.AddMinutes(3))));
        else if (Parse(Typed[number % Typed.Length], Incident) is ParsedCommand.OfIncident typed) Give(typed.Input);
        if (Incident.Ladder.Mention is { DeliveredAt: null } mention && number % 3 > 0) Give(new MentionDelivered(mention.Number, "local"));
    }

    /// <summary>What pressing a button now would come to; nothing is changed.</summary>
    public Answer? Try(ChatOps.Core.Messages.Button button)
    {
        var text = button.Command.EndsWith(' ') ? button.Command + "kim" : button.Command;
        return CommandParser.Parse(new CommandRequest(text, Anybody, Stamp: button.Stamp)) switch
        {
            ParsedCommand.OfIncident act => IncidentDecider.Decide(Incident, act.Input, Situation, Now).Answer,
            ParsedCommand.Asks => new Answer(AnswerOutcome.Done, "asked"),
            ParsedCommand.Answered answered => answered.Answer,
            var other => new Answer(AnswerOutcome.Invalid, other.ToString()),
        };
    }

    private static ParsedCommand Parse(string text, Incident incident) => CommandParser.Parse(new CommandRequest(text, Anybody, Thread: incident.Id));

    private void Give(IncidentInput input)
    {
        var decision = IncidentDecider.Decide(Incident, input, Situation, Now);
        Incident = decision.Incident;
        Timeline.AddRange(decision.Entries);
        _look(this, decision);
    }

    private void EndAttempt(int number, AttemptOutcome outcome) => Give(new AttemptEnded(number, outcome, new AttemptReport(
        ["restarted checkout-1"], ["503 on 3 of 3 probes"], outcome == AttemptOutcome.Failed ? "db pool exhausted" : null, "restarted checkout-1", outcome == AttemptOutcome.Passed ? "200 in 12 ms" : "still 503", 1, Now)));

    private void Alerts(bool fires) => Give(new AlertsChanged(
        Actor.Source("prometheus"), new IncidentKey("", "checkout", Challenge.ServiceDown), "built-in", Severity.Critical,
        New: fires && Incident is null ? 1 : 0, Refired: fires && Incident is { Alerts.Firing: 0 } ? 1 : 0, Resolved: !fires && Incident is { Alerts.Firing: > 0 } ? 1 : 0,
        Expired: 0, Unclassified: 0, UnclassifiedEnded: 0, Incident is null ? [Sample.Probe with { StartsAt = Now }] : [], new Dictionary<string, string>(), []));
}
