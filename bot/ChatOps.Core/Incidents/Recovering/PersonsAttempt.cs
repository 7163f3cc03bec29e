using System.Globalization;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>
/// An attempt that a person asks for (rule 2.8): one at a time, with its own 5 minutes; it counts against the hourly budget unless they override it
/// by name, and sets no deadline of the ladder.
/// </summary>
internal static class PersonsAttempt
{
    /// <summary>Why it cannot start now, as an answer; null when it can.</summary>
    public static Decision? Refused(Draft draft, RunbookFacts runbook, bool overridden, string command)
    {
        if (Running(draft) is { } runs) return runs;
        if (runbook.TargetLockedBy is { } other) return draft.Nothing($"{other} acts on the same target of {draft.Incident.Service.Name} now. Try again when it has ended.");
        if (!overridden && Recover.BudgetUsed(draft, runbook) is { } used) return draft.Invalid($"{Sentence(used)}. To do it all the same: `{command} --override-budget`.");
        return null;
    }

    /// <summary>That another attempt runs, as an answer; null when none does.</summary>
    public static Decision? Running(Draft draft) => draft.Recovery.Running is not { } running ? null : draft.Nothing(string.Create(
        CultureInfo.InvariantCulture,
        $"Attempt {running.Number} ({running.Runbook}) of {draft.Incident.Id} runs since {DurationText.Of(draft.Now - running.StartedAt)}; one at a time."));

    /// <summary>Starts it, with news of it unless other news tells the same; returns its number.</summary>
    public static int Start(Draft draft, RunbookFacts runbook, bool approved, bool overridden, bool tell = true)
    {
        var until = IncidentDecider.Whole(draft.Now + draft.Policy.RecoveryTimeout);
        var number = Recover.Start(draft, new Start(runbook, draft.By.Name, until, approved, overridden && Recover.BudgetUsed(draft, runbook) is not null));
        if (tell) draft.Tell(MessageKind.News);
        return number;
    }

    /// <summary>What the person is told about an attempt that has just started.</summary>
    public static string Started(Draft draft, int number)
    {
        var attempt = draft.Recovery.Attempt(number)!;
        var how = attempt.DryRun ? $" It only says what it would do: {draft.Situation.RecoveryOff ?? $"{draft.Incident.Service.Name} is not in the catalog"}." : "";
        return string.Create(CultureInfo.InvariantCulture, $"{attempt.Runbook} runs for {draft.Incident.Id} as your attempt (number {number}), {DurationText.Of(draft.Policy.RecoveryTimeout)} at most.{how}");
    }

    private static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];
}
