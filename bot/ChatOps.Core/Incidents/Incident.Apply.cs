namespace ChatOps.Core.Incidents;

public sealed partial record Incident
{
    /// <summary>The incident as its timeline tells it.</summary>
    /// <param name="entries">The whole timeline, oldest first.</param>
    /// <exception cref="ArgumentException">The first entry is no opening.</exception>
    public static Incident Fold(IEnumerable<TimelineEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Incident? incident = null;
        foreach (var entry in entries) incident = incident is null ? Open(entry) : incident.Apply(entry);
        return incident ?? throw new ArgumentException("A timeline has at least the entry that opens it.", nameof(entries));
    }

    /// <summary>The incident that an opening entry begins.</summary>
    /// <exception cref="ArgumentException">The entry is no opening.</exception>
    public static Incident Open(TimelineEntry entry) => entry is IncidentOpened opened
        ? new Incident
        {
            Id = opened.Id,
            Key = opened.Key,
            Service = opened.Service,
            ClassifiedBy = opened.ClassifiedBy,
            Severity = opened.Severity,
            Title = opened.Title,
            Policy = opened.Policy,
            OpenedAt = opened.At,
            LastOpenedAt = opened.At,
            Alerts = opened.Alerts,
            Declared = opened.Declared,
            Ladder = new Ladder { Level = 1, State = IncidentState.Recovering, EnteredAt = opened.At, Deadline = opened.Deadline },
            Recovery = RecoveryTrack.Idle with { TimeLeft = opened.Policy.RecoveryTimeout },
            Facts = IncidentFacts.None with { Alerts = opened.First, Labels = opened.Labels, Notes = opened.Notes },
            Version = 1,
        }
        : throw new ArgumentException($"A timeline begins with its opening, not with {entry?.GetType().Name ?? "nothing"}.", nameof(entry));

    /// <summary>The incident after one more entry. Depends on nothing but the two.</summary>
    public Incident Apply(TimelineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Tell(entry) is { } told) return told;
        var next = Change(entry);
        return next with { Version = Version + 1, Stamp = SameButtons(next) ? Stamp : Stamp + 1 };
    }

    /// <summary>Entries that tell and change nothing that anybody acts on: the version stays (or every probe would make the buttons stale).</summary>
    private Incident? Tell(TimelineEntry entry) => entry switch
    {
        Noted e => this with { Facts = Facts.WithRemark(new Remark(e.At, e.By.Name, Ladder.Level, e.Text)) },
        Guided e => this with { Facts = Facts.WithGuidance(new Remark(e.At, e.By.Name, e.Level, e.Text)) },
        Consulted e => this with { Facts = Facts.WithConsultation(new Remark(e.At, e.By.Name, Ladder.Level, e.Question, e.Role)) },
        EscalationAsked e => e.Trigger is null ? this : this with { Ladder = Ladder with { Trigger = e.Trigger } },
        AttemptStepped or RecoverySwitchTurned or RunbookSwitchTurned or ActRefused or MessageSent or MessageRefused => this,
        _ => null,
    };

    private Incident Change(TimelineEntry entry) => entry switch
    {
        AlertsJoined e => After(e),
        AlertsEnded e => After(e),
        ChallengeNamed e => this with { Key = Key with { Challenge = e.Challenge }, ClassifiedBy = e.ClassifiedBy },
        FlappingBegan e => this with { Flap = Flap with { CalmAt = e.At + e.Within } },
        FlappingEnded => this with { Flap = FlapTrack.Calm },
        RecoveryStarted e => After(e),
        AttemptStarted e => this with { Recovery = Recovery.After(e) },
        AttemptPutOff e => this with { Recovery = Recovery.After(e) },
        AttemptFinished e => this with { Recovery = Recovery.After(e) },
        AttemptOverdue => this with { Recovery = Recovery with { PersonUntil = null } },
        ApprovalAsked e => this with { Recovery = Recovery with { State = RecoveryState.AwaitingApproval, Approval = e.Approval } },
        ApprovalCounted e => this with { Recovery = Recovery with { Approval = e.Approval } },
        ApprovalGiven or ApprovalRejected => this with { Recovery = Recovery.WithoutApproval() },
        RecoveryEnded e => this with { Recovery = Recovery.After(e) },
        DependencyWaitBegan e => After(e),
        DependencyWaitEnded e => this with { Recovery = Recovery.Released(e.At) },
        DependantListed e => this with { Facts = Facts.WithDependant(e.Dependant) },
        LevelEntered e => After(e),
        LevelPassed e => this with { Facts = Facts.WithStay(new LevelStay(e.Level, e.Responder, e.At, e.Because, Passed: true), e.At, e.Because) },
        MentionedAgain e => After(e),
        MentionArrived e => After(e),
        MentionFellBack e => this with { Ladder = Ladder with { Mention = Ladder.Mention! with { FallbackAt = e.At } } },
        Reminded e => After(e),
        Acknowledged e => After(e),
        AlsoAcknowledged e => After(e),
        Unacknowledged e => this with { Ladder = Waiting(Ladder with { Owner = null, AcknowledgedAt = null }, e.Wait, e.At) },
        Assigned e => After(e),
        SnoozeBegan e => this with { Ladder = (Ladder with { Snoozed = true, Option = null }).With(e.Wait) },
        SnoozeEnded => this,
        SilencePauseBegan e => After(e),
        SilencePauseEnded e => After(e),
        OptionChosen e => this with { Ladder = (Ladder with { Option = e.Option, Owner = e.Owner ?? Ladder.Owner }).With(e.Wait) },
        OptionFailed e => this with { Ladder = Ladder with { Option = null }, Facts = Facts with { LastOptionFailure = e.Because } },
        _ => ChangeOfEnding(entry),
    };

    private Incident ChangeOfEnding(TimelineEntry entry) => entry switch
    {
        IncidentResolved e => After(e),
        SettlingChecked e => this with { Ending = Ending! with { Verifying = true }, Ladder = Ladder with { Deadline = e.Deadline } },
        VerifyRepeated e => After(e),
        MuteBegan e => this with { Ending = Ending! with { Phase = EndingPhase.Muted }, Ladder = Ladder with { Deadline = e.Deadline } },
        WindowBegan e => this with { Ending = Ending! with { Phase = EndingPhase.Window, WindowFrom = e.At }, Ladder = Ladder with { Deadline = e.Deadline } },
        IncidentClosed => this with { Ending = Ending! with { Phase = EndingPhase.Closed }, Ladder = Ladder with { Deadline = null } },
        IncidentReopened e => After(e),
        IncidentMerged e => After(e),
        IncidentAbsorbed e => After(e),
        MajorBegan => this with { Major = true },
        MajorJoined e => this with { Parent = e.Parent },
        ChildLinked e => this with { Facts = Facts.WithChild(e.Child) },
        _ => throw new ArgumentException($"{entry.GetType().Name} cannot follow an opening.", nameof(entry)),
    };

    /// <summary>What rule 2.16 counts: the level, the state, the step that waits for an approval, the option that is carried out.</summary>
    private bool SameButtons(Incident next) =>
        Ladder.Level == next.Ladder.Level
        && Ladder.State == next.Ladder.State
        && Equals(Ladder.Option, next.Ladder.Option)
        && Recovery.Approval?.Attempt == next.Recovery.Approval?.Attempt
        && Recovery.Approval?.Step == next.Recovery.Approval?.Step;

    /// <summary>A wait that holds now or, while a silence pauses the incident, when the pause is over.</summary>
    private static Ladder Waiting(Ladder ladder, LadderWait? wait, DateTimeOffset at) =>
        wait is null ? ladder
        : ladder.Pause is { } pause ? ladder with { Pause = pause with { Since = at, Before = wait } }
        : ladder.With(wait);
}
