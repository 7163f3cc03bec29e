using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Incidents;

/// <summary>What holds of every incident after every input, whatever happened before.</summary>
internal sealed class LadderLaws
{
    private static readonly DeadlineReason[] OfTheEnd = [DeadlineReason.SettlingEnds, DeadlineReason.MuteEnds, DeadlineReason.WindowEnds];

    private readonly HashSet<(int Mention, bool Fallback)> _posted = [];
    private readonly HashSet<int> _started = [];
    private int _automatic;

    public static void Hold(bool law, string name)
    {
        if (!law) throw new InvalidOperationException($"Broken: {name}");
    }

    public void After(Incident? before, IncidentInput input, Decision decision, Situation situation, DateTimeOffset now)
    {
        if (decision.Incident is not { } incident) return;
        Hold(before is null || incident.Ladder.Level >= before.Ladder.Level, "the level never goes down");
        Hold(incident.Ladder.Level is >= 1 and <= 4, "there are four levels");
        Hold(incident.Recovery.AutomaticUsed <= incident.Policy.MaxAttempts, "automatic attempts are two at most");
        Hold(incident.Recovery.Attempts.Count(attempt => attempt.Outcome is null) <= 1, "one attempt runs at a time");
        Hold(incident.Alerts is { Firing: >= 0, Resolved: >= 0, Unclassified: >= 0 }, "no count of alerts is below nothing");
        Hold(incident.Facts.Stays.Count <= IncidentFacts.MostStays && incident.Facts.Remarks.Count <= IncidentFacts.MostRemarks, "facts are bounded");
        Hold(decision.Effects.Count(effect => effect is Show) <= 1, "the head is shown once");
        Clocks(incident);
        Approvals(before, decision);
        Waits(incident, before, decision, situation, now);
        Messages(incident, decision);
        Attempts(decision, now);
        Ends(decision);
        if (before is not null) Change(before, input, decision, incident, now);
    }

    private static void Clocks(Incident incident)
    {
        var deadline = incident.Ladder.Deadline;
        if (incident.State != IncidentState.Resolved)
        {
            Hold(deadline is not null && !OfTheEnd.Contains(deadline.Reason), "until it is resolved it has a deadline of the ladder");
            return;
        }

        Hold(incident.Clocks.All(clock => clock.Clock is Clock.Deadline or Clock.Calm), "resolved, no clock of the ladder runs");
        var over = incident.Ending!.Phase == EndingPhase.Closed;
        Hold(over ? incident.Clocks.Count == 0 : deadline is not null && OfTheEnd.Contains(deadline.Reason), $"resolved, it waits for its end, and then for nothing: {incident.Ending} {string.Join(", ", incident.Clocks)}");
    }

    /// <summary>Rule 6.7: under a root nothing is restarted and nobody is called; and no wait is for ever.</summary>
    private static void Waits(Incident incident, Incident? before, Decision decision, Situation situation, DateTimeOffset now)
    {
        var track = incident.Recovery;
        Hold(track.Under is null || track is { AutomaticUntil: null, NextAttemptAt: null, Ended: null }, "who waits under a root has no clock of recovery");
        Hold(track.Under is null || incident.State is not (IncidentState.Resolved or IncidentState.Silenced), "what is over or silenced waits under nothing");
        Hold(track.Under is null || incident.Ladder.Level > 1 || incident.Ladder.Deadline!.Reason == DeadlineReason.DependencyDown, "who waits under a root at Level 1 looks again");
        Hold(track.WaitedFor <= incident.Policy.WaitForDependency + TimeSpan.FromDays(9), "a wait ends");
        if (situation.DependencyDown is null || (before?.Recovery ?? track).MayWait(incident.Policy, now) < TimeSpan.FromMilliseconds(1)) return;
        Hold(decision.Effects.OfType<StartAttempt>().All(start => start.Plan.By is not null), "while what it needs is down, nothing is restarted by itself");
        Hold(decision.Entries.OfType<LevelEntered>().All(entered => entered.Cause != ClimbCause.RecoveryEnded), "while what it needs is down, the end of recovery calls nobody");
    }

    /// <summary>Rule 6.12: so many different people, and not whoever asked.</summary>
    private static void Approvals(Incident? before, Decision decision)
    {
        foreach (var given in decision.Entries.OfType<ApprovalGiven>())
        {
            Hold(given.Approval.NotBy != given.By.Name, "nobody approves what they asked for where another has to");
            Hold((given.Approval.Given ?? []).Append(given.By.Name).Distinct().Count() >= given.Approval.Needed, "as many different people approved as have to");
            Hold(before?.Recovery.Approval == given.Approval, "what is approved was offered");
        }
    }

    private void Messages(Incident incident, Decision decision)
    {
        foreach (var post in decision.Effects.OfType<Post>())
        {
            Hold(decision.Entries.Contains(post.About), "a message tells of an entry of its decision");
            if (post.Mention is not { } mention) continue;
            Hold(_posted.Add((mention, post.Fallback)), "no mention is posted twice");
            Hold(mention == incident.Ladder.Mentions || decision.Entries.OfType<LevelEntered>().Any(), "the mention is the last one");
        }
    }

    private void Attempts(Decision decision, DateTimeOffset now)
    {
        _automatic += decision.Effects.OfType<StartAttempt>().Count(start => start.Plan is { By: null, DryRun: false });
        Hold(decision.Effects.OfType<StartAttempt>().Count() <= 1, "a decision starts one attempt at most");
        // One that turned into a dry run before anything acted was given back (rule 6.4).
        _automatic -= decision.Entries.OfType<AttemptFinished>().Count(entry =>
            entry is { Outcome: AttemptOutcome.DryRun or AttemptOutcome.PutOff, Report.Actions: 0 } && decision.Incident!.Recovery.Attempt(entry.Number) is { By: null, DryRun: false });
        Hold(_automatic <= 2, "no third automatic attempt is ever started");
        Hold(decision.Effects.OfType<StartAttempt>().All(start => _started.Add(start.Plan.Number)), "no attempt is started twice");
        foreach (var start in decision.Effects.OfType<StartAttempt>()) Hold(start.Plan.Deadline > now, "no attempt is started whose time is over");
    }

    private static void Ends(Decision decision)
    {
        Hold(decision.Effects.OfType<WritePostMortem>().Count() == decision.Entries.OfType<IncidentClosed>().Count(), "each end has one post-mortem");
        Hold(decision.Effects.OfType<VerifyAgain>().Count() == decision.Entries.OfType<SettlingChecked>().Count(), "verify runs again once for each settling");
        var told = decision.Effects.OfType<SignalAttempt>().Select(signal => (signal.Attempt, signal.Signal)).ToList();
        Hold(told.Distinct().Count() == told.Count, "an attempt is told nothing twice");
    }

    private static void Change(Incident before, IncidentInput input, Decision decision, Incident incident, DateTimeOffset now)
    {
        if (decision.Answer is { Outcome: not AnswerOutcome.Done }) Hold(incident.Version == before.Version, "what is refused changes nothing");
        if (input is CommandInput { Stamp: { } stamp } && stamp != before.Stamp) Hold(decision.Entries.Count == 0, "a stale button does nothing");
        if (input is CommandInput) Hold(decision.Answer is { Text.Length: > 0 }, "a command has an answer");
        var passed = decision.Entries.OfType<LevelPassed>().Count();
        if (decision.Entries.OfType<Reminded>().Any()) Hold(before.Ladder.Deadline!.At > now, "nobody is reminded of a wait that is over");
        if (input is ClockStruck) Hold(incident.Ladder.Level - before.Ladder.Level <= 1 + passed, "a late deadline moves by one level at most");
        if (incident.Version != before.Version) Hold(decision.Effects.Any(effect => effect is Show), "what changes is shown");
        if (incident.State != IncidentState.Resolved && incident.Ladder.Deadline != before.Ladder.Deadline) Hold(incident.Ladder.Deadline!.At >= now, $"a new deadline lies ahead: {incident.Ladder.Deadline}, {now}, {string.Join("; ", decision.Entries)}");
        var same = before;
        foreach (var entry in decision.Entries)
        {
            var next = same.Apply(entry);
            if (entry is AlertsJoined or AlertsEnded or Noted or Guided or Consulted or Reminded or MentionArrived) Hold(next.Stamp == same.Stamp, $"{entry.GetType().Name} makes no button stale");
            if (entry is Noted or Guided or Consulted or ActRefused) Hold(next.Version == same.Version, $"{entry.GetType().Name} tells and changes nothing");
            same = next;
        }
    }
}
