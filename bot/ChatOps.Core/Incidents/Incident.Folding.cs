namespace ChatOps.Core.Incidents;

public sealed partial record Incident
{
    private Incident After(AlertsJoined e) => this with
    {
        Alerts = new AlertTally(Alerts.Firing + e.New + e.Refired, Math.Max(0, Alerts.Resolved - e.Refired), Alerts.Unclassified + e.Unclassified),
        Severity = e.Severity > Severity ? e.Severity : Severity,
        Facts = Facts.WithAlerts(e.First),
        Flap = e.Changed ? Flap.Changed(e.At, Policy) : Flap,
    };

    private Incident After(AlertsEnded e)
    {
        var ended = Math.Min(Alerts.Firing, e.Resolved + e.Expired);
        return this with
        {
            Alerts = new AlertTally(Alerts.Firing - ended, Alerts.Resolved + ended, Math.Max(0, Alerts.Unclassified - e.Unclassified)),
            Flap = e.Changed ? Flap.Changed(e.At, Policy) : Flap,
        };
    }

    private Incident After(RecoveryStarted e) => this with
    {
        Recovery = Recovery.Released(e.At) with
        {
            State = Recovery.Running is null ? RecoveryState.Pausing : RecoveryState.Running,
            Runbook = e.Runbook,
            AutomaticUntil = e.Until,
            Ended = null,
            EndedBecause = null,
        },
        Ladder = Ladder.Level == 1 ? Ladder.With(new LadderWait(IncidentState.Recovering, new Deadline(e.Until, DeadlineReason.RecoveryEnds))) : Ladder,
    };

    private Incident After(DependencyWaitBegan e) => this with
    {
        Recovery = Recovery.After(e),
        Ladder = Ladder is { Level: 1, Pause: null } ? Ladder.With(new LadderWait(IncidentState.Recovering, e.Deadline)) : Ladder,
    };

    private Incident After(LevelEntered e)
    {
        var owned = e.Owner is not null;
        return this with
        {
            Ladder = (Ladder with
            {
                Level = e.Level,
                HighestMentioned = Math.Max(Ladder.HighestMentioned, e.Level),
                EnteredAt = e.At,
                Mention = e.Mention,
                Mentions = e.Mention.Number,
                Owner = e.Owner,
                AcknowledgedAt = owned ? e.At : null,
                FirstAcknowledgedAt = Ladder.FirstAcknowledgedAt ?? (owned ? e.At : null),
                Reopenings = 0,
                Snoozed = false,
                AcknowledgeReminded = false,
                ResolveReminded = false,
                Option = null,
                AtOnceOnly = e.Cause == ClimbCause.CriticalDown,
            }).With(e.Wait),
            Facts = Facts.WithStay(
                new LevelStay(e.Level, e.Mention.Responder, e.At, e.Because, Passed: false, e.Owner, owned ? e.At : null), e.At, e.Because),
        };
    }

    private Incident After(MentionedAgain e) => this with
    {
        Ladder = (Ladder with
        {
            Mention = e.Mention,
            Mentions = e.Mention.Number,
            Owner = e.Cause == AgainCause.SnoozeEnded ? null : Ladder.Owner,
            AcknowledgedAt = e.Wait.State == IncidentState.Acknowledged ? Ladder.AcknowledgedAt : null,
        }).With(e.Wait),
    };

    private Incident After(MentionArrived e)
    {
        var arrived = Ladder with { Mention = Ladder.Mention! with { DeliveredAt = e.At } };
        return this with { Ladder = e.Wait is null ? arrived : arrived.With(e.Wait) };
    }

    private Incident After(Reminded e) => this with
    {
        Ladder = Ladder with
        {
            AcknowledgeReminded = Ladder.AcknowledgeReminded || e.ToAcknowledge,
            ResolveReminded = Ladder.ResolveReminded || !e.ToAcknowledge,
            ReminderAt = null,
        },
    };

    private Incident After(Acknowledged e) => this with
    {
        Ladder = Waiting(Owned(e.Owner, e.At), e.Wait, e.At),
        Facts = Ladder.Level == 1 ? Facts : Facts.WithAcknowledgement(e.Owner, e.At),
    };

    private Incident After(AlsoAcknowledged e) => this with
    {
        Ladder = Waiting(Ladder, e.Wait, e.At),
        Facts = Facts.WithFurtherAcknowledgement(e.Who),
    };

    private Incident After(Assigned e) => this with
    {
        Ladder = Waiting(Owned(e.Owner, e.At), e.Wait, e.At),
        Facts = Ladder.Level == 1 ? Facts : Facts.WithAcknowledgement(e.Owner, e.At),
    };

    private Ladder Owned(string owner, DateTimeOffset at) => Ladder with
    {
        Owner = owner,
        AcknowledgedAt = Ladder.Level == 1 ? null : Ladder.AcknowledgedAt ?? at,
        FirstAcknowledgedAt = Ladder.FirstAcknowledgedAt ?? at,
        AtOnceOnly = false,
    };

    private Incident After(SilencePauseBegan e)
    {
        var pause = Ladder.Pause is { } running ? running with { Silence = e.Silence } : new SilencePause(e.Silence, e.At, e.At, Ladder.Wait);
        return this with { Ladder = (Ladder with { Pause = pause }).With(e.Wait) };
    }

    private Incident After(SilencePauseEnded e)
    {
        var pause = Ladder.Pause!;
        return this with
        {
            Ladder = (Ladder with { Pause = null }).With(pause.Before),
            SilencedInAll = SilencedInAll + (e.At - pause.From),
            SpentSilence = e.Spent ? e.Silence ?? pause.Silence : SpentSilence,
        };
    }

    private Incident After(IncidentResolved e) => this with
    {
        Ending = new Ending(e.How, e.Who, e.At, e.Phase, e.At, Ladder, e.CountsFor, e.Attempt, e.Note),
        Ladder = (Ladder with { Pause = null, Option = null }).With(Ladder.Wait with
        {
            State = IncidentState.Resolved,
            Deadline = e.Deadline,
            BudgetFrom = null,
            ReminderAt = null,
        }),
        Recovery = Recovery.Released(e.At) with { PersonUntil = null, Approval = null, State = RecoveryState.Ended },
        SilencedInAll = SilencedInAll + (Ladder.Pause is { } pause ? e.At - pause.From : TimeSpan.Zero),
    };

    private Incident After(VerifyRepeated e) => this with
    {
        Ending = Ending! with { Verifying = false },
        Recovery = e.Passed ? Recovery : Recovery.Failed(e.Attempt, e.Sentence),
    };

    private Incident After(IncidentReopened e) => this with
    {
        Ladder = (Ending!.Before with { Reopenings = Ending.Before.Reopenings + 1, Pause = null, Option = null }).With(e.Wait),
        Ending = null,
        LastOpenedAt = e.At,
        Reopenings = Reopenings + 1,
    };

    private Incident After(IncidentMerged e) => this with
    {
        Ending = new Ending(ResolvedBy.Merged, e.By.Name, e.At, EndingPhase.Closed, e.At, Ladder, Ladder.HighestMentioned),
        Ladder = (Ladder with { Pause = null, Option = null }).With(new LadderWait(IncidentState.Resolved, null)),
        Recovery = Recovery.Released(e.At) with { PersonUntil = null, Approval = null, State = RecoveryState.Ended },
        MergedInto = e.Into,
        Flap = FlapTrack.Calm,
    };

    private Incident After(IncidentAbsorbed e) => this with
    {
        Alerts = new AlertTally(Alerts.Firing + e.Alerts.Firing, Alerts.Resolved + e.Alerts.Resolved, Alerts.Unclassified + e.Alerts.Unclassified),
        AlsoKeys = [.. AlsoKeys, .. e.Keys],
        Severity = e.Severity > Severity ? e.Severity : Severity,
        Facts = Facts.WithAlerts(e.First),
    };
}
