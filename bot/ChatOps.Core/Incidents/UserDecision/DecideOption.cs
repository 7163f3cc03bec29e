using System.Globalization;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.UserDecision;

/// <summary>The user chooses an option of Level 4 (rule 2.21).</summary>
/// <param name="Option">Its name or its number in the message: <c>retry</c>, <c>2</c>.</param>
/// <param name="Person">For <c>hand</c> and <c>investigate</c>: the name as typed, or null; who that is stands in <see cref="Situation.Person"/>.</param>
/// <param name="For">For <c>accept</c>: how long it is silenced, or null.</param>
/// <param name="Runbook">For <c>run</c>: the runbook's name as typed, or null; it stands in <see cref="Situation.NamedRunbook"/>.</param>
/// <param name="Note">For <c>resolve</c>: what they say, or null.</param>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record DecideOption(
    Actor By,
    string Option,
    string? Person = null,
    TimeSpan? For = null,
    string? Runbook = null,
    string? Note = null,
    bool OverrideBudget = false,
    int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 2.21.</summary>
internal static class DecideOptionRule
{
    public static Decision Decide(Draft draft, DecideOption input)
    {
        if (Rights.User(draft, "decide", "decide about") is { } no) return no;
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Ladder.Level < 4) return draft.Nothing($"{draft.Incident.Id} does not wait for a decision of yours. {Standing.Of(draft.Incident, draft.Now)}");
        if (draft.Ladder.Option is { Attempt: not null }) return draft.Nothing($"{Standing.Of(draft.Incident, draft.Now)} Decide again when that has ended.");
        return Named(draft, input.Option) switch
        {
            UserOption.Retry => Retry(draft, input),
            UserOption.Approve => Approve(draft, input),
            UserOption.Run => Run(draft, input),
            UserOption.Hand => Hand(draft, input),
            UserOption.Investigate => Investigate(draft, input),
            UserOption.Accept => Accept(draft, input),
            UserOption.Resolve => ResolveRule.Done(draft, input.Note),
            _ => Unknown(draft, input.Option),
        };
    }

    private static Decision Retry(Draft draft, DecideOption input)
    {
        if (PersonsAttempt.Running(draft) is { } running) return running;
        if (draft.Situation.Runbook is not { } runbook)
        {
            return draft.Invalid($"There is nothing to retry: {draft.Situation.WhyNoRunbook ?? "no runbook fits"}. Choose another option, or a runbook by name: `decide {draft.Incident.Id} run <runbook>`.");
        }

        return CarryOut(draft, input, UserOption.Retry, runbook, approved: false);
    }

    private static Decision Run(Draft draft, DecideOption input)
    {
        if (input.Runbook is null) return draft.Invalid($"`run` needs a runbook: `decide {draft.Incident.Id} run <runbook>`. `runbooks` lists those there are.");
        return draft.Situation.NamedRunbook is { } runbook
            ? CarryOut(draft, input, UserOption.Run, runbook, approved: false)
            : RunRunbookRule.Unknown(draft, input.Runbook);
    }

    private static Decision Approve(Draft draft, DecideOption input)
    {
        if (draft.Recovery.Approval is not { } approval) return draft.Nothing($"Nothing of {draft.Incident.Id} waits for an approval.");
        if (ApproveRule.NotYet(draft, approval) is { } more) return more;
        if (draft.Recovery.Running?.Number == approval.Attempt) return ApproveRule.GoOn(draft, approval);
        if (ApproveRule.Refused(draft, approval, input.OverrideBudget, Command(draft, UserOption.Approve)) is { } refused) return refused;
        Pauses.EndForAct(draft);
        var number = ApproveRule.Run(draft, approval, input.OverrideBudget, tell: false);
        return Chosen(draft, UserOption.Approve, approval.Preview, number);
    }

    private static Decision CarryOut(Draft draft, DecideOption input, string option, RunbookFacts runbook, bool approved)
    {
        if (PersonsAttempt.Refused(draft, runbook, input.OverrideBudget, Command(draft, option)) is { } refused) return refused;
        Pauses.EndForAct(draft);
        var number = PersonsAttempt.Start(draft, runbook, approved, input.OverrideBudget, tell: false);
        return Chosen(draft, option, runbook.Name, number);
    }

    /// <summary>The bot carries it out; the option's deadline is the attempt's.</summary>
    private static Decision Chosen(Draft draft, string option, string detail, int attempt)
    {
        var until = draft.Recovery.PersonUntil ?? draft.Now;
        var wait = new LadderWait(IncidentState.AwaitingDecision, new Deadline(until, DeadlineReason.OptionEnds));
        draft.Record(new OptionChosen(draft.Now, draft.By, new ChosenOption(option, detail, draft.By.Name, draft.Now, attempt), null, wait));
        draft.Tell(MessageKind.News);
        return draft.Done(PersonsAttempt.Started(draft, attempt));
    }

    private static Decision Hand(Draft draft, DecideOption input)
    {
        if (input.Person is null) return draft.Invalid($"`hand` needs a person: `decide {draft.Incident.Id} hand <person>`.");
        return draft.Situation.Person is { } person
            ? ByPeople(draft, UserOption.Hand, person.Name)
            : draft.Refuse(AnswerOutcome.NotFound, $"Nobody is known as \"{OutsideText.Line(input.Person, 60)}\".");
    }

    private static Decision Investigate(Draft draft, DecideOption input)
    {
        if (input.Person is not null && draft.Situation.Person is null) return draft.Refuse(AnswerOutcome.NotFound, $"Nobody is known as \"{OutsideText.Line(input.Person, 60)}\".");
        return ByPeople(draft, UserOption.Investigate, input.Person is null ? draft.Ladder.Owner ?? draft.By.Name : draft.Situation.Person!.Name);
    }

    /// <summary>People carry it out: it names an owner, and the user is asked again after an hour.</summary>
    private static Decision ByPeople(Draft draft, string option, string owner)
    {
        Pauses.EndForAct(draft);
        var until = IncidentDecider.Whole(draft.Now + draft.Policy.InvestigateFor);
        var wait = new LadderWait(IncidentState.AwaitingDecision, new Deadline(until, DeadlineReason.MentionAgain));
        draft.Record(new OptionChosen(draft.Now, draft.By, new ChosenOption(option, owner, draft.By.Name, draft.Now), owner, wait));
        draft.Tell(MessageKind.News);
        return draft.Done($"{owner} has {draft.Incident.Id}. You are asked again in {DurationText.Of(draft.Policy.InvestigateFor)} unless it is resolved by then.");
    }

    private static Decision Accept(Draft draft, DecideOption input)
    {
        if (Pauses.Limit(draft) <= draft.Now) return draft.Nothing($"Silences have paused {draft.Incident.Id} for {DurationText.Of(draft.Policy.SilenceInAll)} in all; it cannot be silenced any longer.");
        var until = IncidentDecider.Whole(draft.Now + (input.For ?? draft.Policy.SilenceAtMost));
        if (until <= draft.Now) return draft.Invalid($"A silence lasts longer than nothing: `{Command(draft, UserOption.Accept)} 4h`.");
        Pauses.EndForAct(draft);
        var option = new ChosenOption(UserOption.Accept, DurationText.Of(until - draft.Now), draft.By.Name, draft.Now);
        draft.Record(new OptionChosen(draft.Now, draft.By, option, null, draft.Times.Repeating(4)));
        var reason = $"{draft.By.Name} accepted {draft.Incident.Id}";
        draft.Do(new AddSilence(draft.Incident.Service.Name, until, draft.By.Name, reason));
        Pauses.Begin(draft, SilencePauseBegan.Accepted, until, reason);
        return draft.Done($"{draft.Incident.Service.Name} is silenced for {DurationText.Of(until - draft.Now)}. You are asked again in {DurationText.Of(draft.Ladder.Deadline!.At - draft.Now)} unless {draft.Incident.Id} is resolved by then.");
    }

    private static string? Named(Draft draft, string option)
    {
        var options = UserOption.Of(draft.Incident);
        return int.TryParse(option, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? options.FirstOrDefault(offered => offered.Number == number)?.Name
            : option.ToLowerInvariant();
    }

    private static Decision Unknown(Draft draft, string option)
    {
        var names = string.Join(", ", UserOption.Of(draft.Incident).Select(offered => string.Create(CultureInfo.InvariantCulture, $"{offered.Number} {offered.Name}")));
        return draft.Invalid($"{draft.Incident.Id} has no option \"{OutsideText.Line(option, 40)}\". There are: {names}. For example: `decide {draft.Incident.Id} retry`.");
    }

    private static string Command(Draft draft, string option) => $"decide {draft.Incident.Id} {option}";
}
