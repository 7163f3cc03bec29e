using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>The Level 1 track: when the next automatic attempt runs, and when there is none (rules 2.6 to 2.10, section 6).</summary>
internal static class Recover
{
    /// <summary>Recovery begins, or goes on with what is left of its 5 minutes; where nothing can be tried it ends at once.</summary>
    public static void Begin(Draft draft, TimeSpan time)
    {
        if (Dependencies.Hold(draft, time)) return;
        var used = draft.Recovery.AutomaticUsed;
        if (draft.Situation.Runbook is not { } runbook)
        {
            End(draft, RecoveryEnd.NoRunbook, draft.Situation.WhyNoRunbook ?? "no runbook fits");
        }
        else if (used >= draft.Policy.MaxAttempts)
        {
            End(draft, RecoveryEnd.AttemptsUsed, used == 0 ? "automatic attempts are switched off" : Used(draft));
        }
        else if (time <= TimeSpan.Zero)
        {
            End(draft, RecoveryEnd.OutOfTime, OutOfTime(draft));
        }
        else
        {
            draft.Record(new RecoveryStarted(draft.Now, draft.By, runbook.Name, IncidentDecider.Whole(draft.Now + time)));
            TryNext(draft);
        }
    }

    /// <summary>Whether a reopening finds something left to try (rule 2.25).</summary>
    public static bool CanGoOn(Draft draft) =>
        draft.Recovery is { ForGood: false, AutomaticUntil: null, Ended: not null } track
        && IsOnlyInterrupted(track)
        && track.TimeLeft > TimeSpan.Zero
        && track.AutomaticUsed < draft.Policy.MaxAttempts
        && draft.Situation.Runbook is not null;

    /// <summary>Whether it ended by what happened around it, so that more may be tried; what had come to its own end stays as it ended.</summary>
    public static bool IsOnlyInterrupted(RecoveryTrack track) => track.Ended is null or RecoveryEnd.Mended or RecoveryEnd.Superseded or RecoveryEnd.Silenced;

    /// <summary>The next automatic attempt starts now, or it is said why not.</summary>
    public static void TryNext(Draft draft)
    {
        if (draft.Recovery.AutomaticUntil is not { } until) return;
        var situation = draft.Situation;
        if (draft.Recovery.Running is { } running)
        {
            PutOff(draft, null, string.Create(CultureInfo.InvariantCulture, $"attempt {running.Number} still runs"));
        }
        else if (Dependencies.Hold(draft, until - draft.Now))
        {
            return;
        }
        else if (until <= draft.Now)
        {
            // A pause that is served late may reach past the end of Level 1's time.
            End(draft, RecoveryEnd.OutOfTime, OutOfTime(draft));
        }
        else if (situation.Runbook is not { } runbook)
        {
            End(draft, RecoveryEnd.NoRunbook, situation.WhyNoRunbook ?? "no runbook fits");
        }
        else if (BudgetUsed(draft, runbook) is { } used)
        {
            End(draft, RecoveryEnd.BudgetUsed, used);
        }
        else if (runbook.TargetLockedBy is { } other)
        {
            Pause(draft, until, $"{other} acts on the same target");
        }
        else
        {
            Start(draft, new Start(runbook, null, until, Approved: false, Overridden: false));
        }
    }

    /// <summary>The pause before the next attempt; without time for one, recovery is over.</summary>
    public static void Pause(Draft draft, DateTimeOffset until, string because)
    {
        var next = IncidentDecider.Whole(draft.Now + draft.Policy.AttemptPause);
        if (next < until) PutOff(draft, next, because);
        else End(draft, RecoveryEnd.OutOfTime, OutOfTime(draft));
    }

    /// <summary>An attempt is counted, and its row is written with it (rule 2.6). Returns its number.</summary>
    public static int Start(Draft draft, Start start)
    {
        var number = draft.Recovery.Attempts.Count + 1;
        var runbook = start.Runbook;
        var dry = draft.Situation.RecoveryOff is not null || !draft.Incident.Service.InCatalog;
        draft.Record(new AttemptStarted(draft.Now, draft.By, number, runbook.Name, start.Person, start.Until, dry, start.Approved, start.Overridden, runbook.Score));
        draft.Do(new StartAttempt(new AttemptPlan(number, runbook.Name, runbook.Text, start.Person, start.Until, dry, start.Approved, start.Overridden)));
        return number;
    }

    /// <summary>Recovery is over. An incident of Level 1 goes up, one that is higher stays, one that a silence pauses waits for its end (rule 2.7).</summary>
    public static void End(Draft draft, RecoveryEnd reason, string because)
    {
        Stop(draft, reason, because, forGood: false);
        if (draft.Recovery.Attempts.Any(attempt => attempt.By is null)) draft.Tell(MessageKind.Report);
        if (draft.Ladder.Level > 1 || !draft.Open || draft.Incident.State == IncidentState.Silenced || Dependencies.Hold(draft, draft.Recovery.TimeLeft)) return;
        Climbing.Climb.Up(draft, ClimbCause.RecoveryEnded, because);
    }

    /// <summary>Recovery is over without any consequence for the level.</summary>
    public static void Stop(Draft draft, RecoveryEnd reason, string because, bool forGood)
    {
        var left = draft.Recovery.AutomaticUntil is { } until ? until - draft.Now : draft.Recovery.TimeLeft;
        draft.Record(new RecoveryEnded(draft.Now, draft.By, reason, because, left > TimeSpan.Zero ? left : TimeSpan.Zero, forGood));
    }

    /// <summary>Why the runbook may not act now (rule 2.10), or null.</summary>
    public static string? BudgetUsed(Draft draft, RunbookFacts runbook) =>
        runbook.Acts && runbook.ActionsLastHour >= draft.Policy.ActionsPerHour
            ? string.Create(CultureInfo.InvariantCulture, $"{runbook.Name} acted {runbook.ActionsLastHour} times on {draft.Incident.Service.Name} in the last hour, {draft.Policy.ActionsPerHour} is the limit")
            : null;

    public static string OutOfTime(Draft draft) => $"the {DurationText.Of(draft.Policy.RecoveryTimeout)} of self-recovery are over";

    public static string Used(Draft draft) =>
        string.Create(CultureInfo.InvariantCulture, $"{draft.Recovery.AutomaticUsed} of {draft.Policy.MaxAttempts} attempts used");

    private static void PutOff(Draft draft, DateTimeOffset? until, string because) => draft.Record(new AttemptPutOff(draft.Now, draft.By, until, because));
}

/// <summary>What an attempt is started with.</summary>
internal sealed record Start(RunbookFacts Runbook, string? Person, DateTimeOffset Until, bool Approved, bool Overridden);
