using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>Every entry of a timeline as one sentence: for the page, the API, the post-mortem, and news that has no message of its own.</summary>
public static partial class TimelineText
{
    /// <summary>The sentence. It names who and what; when stands beside it.</summary>
    public static IReadOnlyList<Run> Of(TimelineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return OfOpening(entry) ?? OfRecovering(entry) ?? OfClimbing(entry) ?? OfAcknowledging(entry) ?? OfEnding(entry) ?? OfTelling(entry)
            ?? throw new ArgumentOutOfRangeException(nameof(entry), entry.GetType().Name, "an entry without words");
    }

    /// <summary>The sentence as plain text; of a message that was sent, the message as sent, field names included.</summary>
    public static string Plain(TimelineEntry entry, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry is MessageSent sent ? sent.Text : PlainText.Of(Of(entry), entry.At, zone);
    }

    private static IReadOnlyList<Run>? OfOpening(TimelineEntry entry) => entry switch
    {
        IncidentOpened e => Line.Of($"{e.Id} opened: {IncidentWords.What(e.Key.Challenge, e.Service.Name, e.Title)}{Because(e)}."),
        AlertsJoined { New: 0, Refired: 0 } e => Line.Of($"{IncidentWords.Count(e.Unclassified, "alert")} without a challenge joined."),
        AlertsJoined { Refired: 0 } e => Line.Of($"{IncidentWords.Count(e.New, "new alert")} joined{Names(e.First)}."),
        AlertsJoined e => Line.Of($"{IncidentWords.Count(e.Refired, "alert")} that had resolved fired again{(e.New > 0 ? $", {IncidentWords.Count(e.New, "new alert")} joined" : "")}."),
        AlertsEnded e => Line.Of($"{Ended(e)}{(e.Changed ? "; nothing fires any more" : "")}."),
        ChallengeNamed e => Line.Of($"It is a {e.Challenge.ToString()}{(e.ClassifiedBy is { } rule ? $", says {rule}" : "")}."),
        FlappingBegan e => Line.Of($"It flaps: {e.Changes} changes between firing and resolved within {e.Within}. News is only recorded until it has been calm as long."),
        FlappingEnded => Line.Of($"It is calm again; news goes out again."),
        _ => null,
    };

    private static IReadOnlyList<Run>? OfRecovering(TimelineEntry entry) => entry switch
    {
        RecoveryStarted e => Line.Of($"Self-recovery began with {e.Runbook:code}, until {e.Until} at most."),
        AttemptStarted e => Line.Of($"Attempt {e.Number} of {e.Runbook:code} began{(e.Person is { } person ? $", {person}'s" : "")}{(e.DryRun ? ", as a dry run" : "")}{(e.Overridden ? "; the hourly budget was set aside" : "")}."),
        AttemptPutOff e => e.Until is { } until ? Line.Of($"The next attempt waits until {until}: {e.Because}.") : Line.Of($"The next attempt waits: {e.Because}."),
        AttemptStepped { Passed: null } e => Line.Of($"Attempt {e.Attempt}, {e.Step}: {NotRun(e.Sentence)}."),
        AttemptStepped e => Line.Of($"Attempt {e.Attempt}, {e.Step}: {e.Sentence.TrimEnd('.')} ({(e.Passed == true ? "passed" : "failed")}, {e.Took})."),
        AttemptFinished e => Line.Of($"Attempt {e.Number} {IncidentWords.Outcome(e.Outcome)}: {e.Report.Result.TrimEnd('.')}{(e.Late ? "; too late to count" : "")}."),
        AttemptOverdue e => Line.Of($"Attempt {e.Number} used up its time and was told to end."),
        ApprovalAsked e => e.Approval.WaitsUntil is { } until
            ? Line.Of($"Attempt {e.Approval.Attempt} asks for an approval until {until}: {e.Approval.Preview}.")
            : Line.Of($"An approval is offered: {e.Approval.Preview}."),
        ApprovalGiven e => Line.Of($"{e.By.Name} approved: {e.Approval.Preview}."),
        ApprovalRejected e => Line.Of($"{e.By.Name} rejected: {e.Approval.Preview}{Said(e.Reason)}."),
        RecoveryEnded e => Line.Of($"Self-recovery ended: {e.Because}."),
        DependencyWaitBegan e => Line.Of($"{e.Root.Service} ({e.Root.Incident}), which it needs, is down: self-recovery waits for it and nobody is called; looks again {e.Deadline.At}."),
        DependencyWaitEnded e => Line.Of($"It goes on by itself: {e.Because}."),
        DependantListed e => Line.Of($"{e.Dependant.Incident} ({e.Dependant.Service}: {e.Dependant.Title}) waits for it."),
        RunbookSwitchTurned { FailedInARow: > 0 } e => Line.Of($"Runbook {e.Runbook:code} was switched off for {e.Service}: it failed {e.FailedInARow} incidents in a row. Its acting steps only say what they would do."),
        RunbookSwitchTurned e => Line.Of($"{e.By.Name} switched runbook {e.Runbook:code} {(e.On ? "on" : "off")} for {e.Service}."),
        ApprovalCounted e => Line.Of($"{e.By.Name} approved: {e.Approval.Preview}. {IncidentWords.Count(e.Approval.Missing, "more approval")} by somebody else {(e.Approval.Missing == 1 ? "is" : "are")} needed."),
        RecoverySwitchTurned e => Line.Of($"{e.By.Name} switched self-recovery {(e.On ? "on" : "off")} for {e.Scope ?? "all services"}."),
        _ => null,
    };

    private static IReadOnlyList<Run>? OfClimbing(TimelineEntry entry) => entry switch
    {
        EscalationAsked e => Line.Of($"{e.By.Name} asked for the next level{(e.Trigger is { } trigger ? $" ({trigger.ToString().ToLowerInvariant()})" : "")}{Said(e.Reason)}."),
        LevelEntered e => Line.Of($"Level {e.Level}: {Called(e.Mention)} was called, because {e.Because}{(e.Owner is { } owner ? $"; {owner} has it already" : "")}."),
        LevelPassed e => Line.Of($"Level {e.Level} was passed: {e.Because}."),
        MentionedAgain e => Line.Of($"{Called(e.Mention)} was called again, because {e.Because}."),
        MentionArrived e => Line.Of($"Mention {e.Number} arrived on {e.Platform}."),
        MentionFellBack e => Line.Of($"Mention {e.Number} went the fallback route: {e.Because}."),
        Reminded e => Line.Of($"{e.Responder} was reminded: {e.Left} left to {(e.ToAcknowledge ? "acknowledge" : "resolve it")}, then {e.Next} is called."),
        OptionChosen e => Line.Of($"{e.By.Name} chose {e.Option.Name:code}{(e.Option.Detail is { } detail ? $" ({detail})" : "")}{(e.Owner is { } owner ? $"; {owner} carries it out" : "")}."),
        OptionFailed e => Line.Of($"The option {e.Option.Name:code} did not mend it: {e.Because}. A decision is needed again."),
        _ => null,
    };

    private static IReadOnlyList<Run>? OfAcknowledging(TimelineEntry entry) => entry switch
    {
        Acknowledged e => Line.Of($"{e.Owner} acknowledged and has it."),
        AlsoAcknowledged e => Line.Of($"{e.Who} acknowledged too."),
        Unacknowledged e => Line.Of($"{e.By.Name} took the acknowledgement back; nobody has it."),
        Assigned e => Line.Of($"{e.By.Name} gave it to {e.Owner}."),
        SnoozeBegan e => e.Wait.Deadline is { } deadline ? Line.Of($"{e.By.Name} snoozed it until {deadline.At}.") : Line.Of($"{e.By.Name} snoozed it."),
        SnoozeEnded e => Line.Of($"The snooze ended early: {e.Because}."),
        SilencePauseBegan { Silence: SilencePauseBegan.Accepted } e => e.Wait.Deadline is { } deadline
            ? Line.Of($"{e.By.Name} accepted it: silenced until {deadline.At}.")
            : Line.Of($"{e.By.Name} accepted it: silenced."),
        SilencePauseBegan e => e.Wait.Deadline is { } deadline
            ? Line.Of($"Silence {e.Silence:code} covers all that fires: paused until {deadline.At}{Said(e.Reason)}.")
            : Line.Of($"Silence {e.Silence:code} covers all that fires: paused{Said(e.Reason)}."),
        SilencePauseEnded e => Line.Of($"The pause by a silence is over: {e.Because}."),
        _ => null,
    };

    private static IReadOnlyList<Run>? OfEnding(TimelineEntry entry) => entry switch
    {
        IncidentResolved e => Line.Of($"Resolved {How(e)}{Said(e.Note)}."),
        SettlingChecked => Line.Of($"It still fires after it was mended: verify runs again."),
        VerifyRepeated e => Line.Of($"Verify of attempt {e.Attempt} ran again and {(e.Passed ? "passed" : "failed")}: {e.Sentence.TrimEnd('.')}."),
        MuteBegan e => Line.Of($"What still fires is muted until {e.Deadline.At}."),
        WindowBegan e => Line.Of($"Nothing fires. If it fires again before {e.Deadline.At}, it reopens."),
        IncidentClosed => Line.Of($"Closed; the post-mortem is written."),
        IncidentReopened e => Line.Of($"Open again: {e.Because}."),
        IncidentMerged e => Line.Of($"{e.By.Name} merged it into {e.Into}."),
        IncidentAbsorbed e => Line.Of($"It took over {e.From} with {IncidentWords.Count(e.Alerts.Total, "alert")}."),
        MajorBegan e => Line.Of($"This is a major incident: {e.Because}."),
        MajorJoined e => Line.Of($"It belongs to the major incident {e.Parent}."),
        ChildLinked e => Line.Of($"{e.Child.Incident} ({e.Child.Service}: {e.Child.Title}) belongs to it."),
        _ => null,
    };

    private static IReadOnlyList<Run>? OfTelling(TimelineEntry entry) => entry switch
    {
        Noted e => Line.Of($"{e.By.Name} noted: \"{e.Text}\""),
        Guided e => Line.Of($"{e.By.Name} guided: \"{e.Text}\""),
        Consulted e => Line.Of($"{e.By.Name} consulted {e.Role}: \"{e.Question}\""),
        ActRefused e => Line.Of($"{e.By.Name} tried {e.Act:code} and was refused: {e.Answer}"),
        MessageSent e => Line.Of($"A message went to {e.Platform} {e.Place}{(e.Mention is { } mention ? $", with mention {mention}" : "")}."),
        MessageRefused e => Line.Of($"{e.Platform} {e.Place} refused a message ({e.Reason}): {e.Detail.TrimEnd('.')}."),
        _ => null,
    };
}
