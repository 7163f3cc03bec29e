using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents.Advising;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.Incidents.Major;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Incidents.Resolving;
using ChatOps.Core.Incidents.Silencing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Opening;

/// <summary>
/// What the intake found when it compared incoming alerts with those it knows: only changes, summed up for one incident (repeats change nothing and
/// never come here). Alerts that a silence covers come only to an open incident; to others they are recorded by the intake alone (rule 2.27).
/// </summary>
/// <param name="Key">The key these alerts have; it may name the challenge of an incident that is still unknown (rule 2.1).</param>
/// <param name="ClassifiedBy">The rule that named the challenge, or null.</param>
/// <param name="Severity">The worst severity of those that fire. <c>none</c> and <c>info</c> open nothing (rule 2.3).</param>
/// <param name="New">Firing label sets that the incident had not seen.</param>
/// <param name="Refired">Alerts of the incident that had resolved and fire again.</param>
/// <param name="Resolved">Alerts of the incident that their source called resolved.</param>
/// <param name="Expired">Alerts of the incident that were not repeated in time (rule 2.26).</param>
/// <param name="Unclassified">Firing alerts without a challenge that join a named incident (rule 2.1); not counted above.</param>
/// <param name="UnclassifiedEnded">Passengers without a challenge that ended; not counted above.</param>
/// <param name="First">The first of the new ones, at most <see cref="IncidentFacts.MostAlerts"/>.</param>
/// <param name="Labels">The labels of the very first, bounded.</param>
/// <param name="Notes">What an incident that opens by them says about itself: <c>not in the catalog</c>, ….</param>
/// <param name="Security">True when a label marks them as a matter of security: the auditor is consulted.</param>
public sealed record AlertsChanged(
    Actor By,
    IncidentKey Key,
    string? ClassifiedBy,
    Severity Severity,
    int New,
    int Refired,
    int Resolved,
    int Expired,
    int Unclassified,
    int UnclassifiedEnded,
    IReadOnlyList<AlertFact> First,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<string> Notes,
    bool Security = false) : IncidentInput(By);

/// <summary>Rules 2.1, 2.3, 2.5, 2.15, 2.23, 2.25, 2.27 and 2.31, as far as alerts move an incident.</summary>
internal static class AlertsChangedRule
{
    /// <summary>Without an incident: opens one, unless the last of its key takes it (rule 2.5).</summary>
    public static Decision Open(Draft draft, AlertsChanged input)
    {
        if (input.New + input.Refired <= 0 || input.Severity < Severity.Warning) return draft.End();
        var recent = draft.Situation.Recent;
        if (recent.Last is { } last && recent.Count >= draft.Situation.Policy.RecurringAfter)
        {
            draft.Do(new Forward(last, input));
            return draft.End();
        }

        var service = draft.Situation.Service ?? Service.Unlisted(input.Key.Service);
        Openings.Record(draft, input.Key, service, TitleOf(input), input.Severity, input.ClassifiedBy, declared: false, input, input.Notes);
        if (input.Security) ConsultRule.Ask(draft, Role.SecurityAuditor, "The alert is marked as a matter of security: is this an attack, and what must not be touched?");
        Openings.Start(draft);
        return draft.End();
    }

    public static Decision Decide(Draft draft, AlertsChanged input)
    {
        if (draft.Incident.MergedInto is { } into)
        {
            draft.Do(new Forward(into, input));
            return draft.End();
        }

        if (input.New + input.Refired + input.Unclassified > 0) Join(draft, input);
        if (input.Resolved + input.Expired + input.UnclassifiedEnded > 0) Leave(draft, input);
        if (draft.Open) AfterCover(draft);
        return draft.End();
    }

    private static void Join(Draft draft, AlertsChanged input)
    {
        var before = draft.Incident;
        var room = Math.Max(0, IncidentFacts.MostAlerts - before.Facts.Alerts.Count);
        var changed = before.Alerts.Firing == 0 && input.New + input.Refired > 0;
        draft.Record(new AlertsJoined(draft.Now, draft.By, input.New, input.Refired, input.Unclassified, input.Severity, [.. input.First.Take(room)], changed));
        Flaps.Watch(draft);
        if (input.New + input.Refired == 0) return;
        if (draft.Open)
        {
            if (draft.Incident.Severity > before.Severity) draft.Tell(MessageKind.News);
            Name(draft, input);
            if (draft.Incident.State == IncidentState.Snoozed && input.New > 0) Wake(draft);
        }
        else
        {
            var closed = draft.Incident.Ending!.Phase == EndingPhase.Closed;
            Reopening.Do(draft, closed ? ReopenCause.Recurring : ReopenCause.FiredAgain, closed
                ? $"it is one of {draft.Policy.RecurringAfter} within {DurationText.Of(draft.Policy.RecurringWithin)}"
                : "it fires again");
        }
    }

    private static void Leave(Draft draft, AlertsChanged input)
    {
        var before = draft.Incident.Alerts.Firing;
        var last = before > 0 && input.Resolved + input.Expired >= before;
        draft.Record(new AlertsEnded(draft.Now, draft.By, input.Resolved, input.Expired, input.UnclassifiedEnded, last));
        Flaps.Watch(draft);
        if (!last) return;
        if (draft.Incident.Ending is { Phase: EndingPhase.Settling or EndingPhase.Muted }) Ended.BeginWindow(draft);
        else if (draft.Open && !draft.Incident.Declared && !draft.Incident.Major) Ended.BySource(draft, input.Resolved > 0 ? ResolvedBy.Source : ResolvedBy.Expired);
    }

    /// <summary>A classified alert names an incident of unknown challenge, and recovery starts if no attempt ran (rule 2.1).</summary>
    private static void Name(Draft draft, AlertsChanged input)
    {
        if (draft.Incident.Challenge != Challenge.Unknown || input.Key.Challenge == Challenge.Unknown || draft.Incident.Major) return;
        // Where further labels stand in the key, the name may be another incident's already; the alert belongs here all the same.
        if (draft.Situation.KeyHeldBy is not null) return;
        draft.Record(new ChallengeNamed(draft.Now, draft.By, input.Key.Challenge, input.ClassifiedBy));
        draft.Tell(MessageKind.News);
        if (draft.Recovery.Attempts.Count == 0) BeginRecovery(draft);
        Openings.CallAtOnce(draft);
        MajorRules.Watch(draft);
    }

    /// <summary>While a silence pauses the incident nothing new starts (rule 2.27); recovery begins when the pause is over.</summary>
    private static void BeginRecovery(Draft draft)
    {
        if (draft.Incident.State == IncidentState.Silenced) Recover.Stop(draft, RecoveryEnd.Silenced, "a silence pauses it", forGood: false);
        else Recover.Begin(draft, draft.Policy.RecoveryTimeout);
    }

    /// <summary>An alert with a new label set ends a snooze (rule 2.15).</summary>
    private static void Wake(Draft draft)
    {
        const string Because = "an alert that it had not seen fires";
        draft.Record(new SnoozeEnded(draft.Now, draft.By, Because));
        Climb.MentionAgain(draft, AgainCause.SnoozeEnded, Because, draft.Times.MentionedAnew(draft.Now));
    }

    /// <summary>A silence pauses an incident while all its firing alerts are covered, and no longer (rule 2.27).</summary>
    private static void AfterCover(Draft draft)
    {
        var cover = draft.Situation.Cover;
        if (draft.Ladder.Pause is not null)
        {
            if (cover is null) Pauses.End(draft, "an alert fires that the silence does not cover", spent: false);
        }
        else if (cover is not null && cover.Silence != draft.Incident.SpentSilence && draft.Incident.Alerts.Firing > 0)
        {
            Pauses.Begin(draft, cover.Silence, cover.EndsAt, cover.Reason);
        }
    }

    private static string TitleOf(AlertsChanged input)
    {
        var first = input.First.Count > 0 ? input.First[0] : null;
        return first?.Summary is { Length: > 0 } summary ? summary : first?.Name is { Length: > 0 } name ? name : "an alert without a name";
    }
}
