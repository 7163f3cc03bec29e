using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>A person says that this incident is part of another one (rule 2.28); how that one stands is <see cref="Situation.MergeTarget"/>.</summary>
/// <param name="Into">The other one.</param>
public sealed record Merge(Actor By, IncidentId Into, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rule 2.28, the side of the one that goes.</summary>
internal static class MergeRule
{
    public static Decision Decide(Draft draft, Merge input)
    {
        if (Rights.LadderOrOwner(draft, "merge", "merge") is { } no) return no;
        if (Problem(draft, input) is { } problem) return problem;
        var incident = draft.Incident;
        var absorb = new Absorb(draft.By, incident.Id, [.. incident.Keys], incident.Ladder.Level, incident.Severity, incident.Alerts, incident.Facts.Alerts);
        Ended.Supersede(draft, $"it was merged into {input.Into}", forGood: true);
        Climb.WithdrawMention(draft);
        draft.Record(new IncidentMerged(draft.Now, draft.By, input.Into));
        draft.Tell(MessageKind.News);
        draft.Do(new MoveAlerts(input.Into));
        draft.Do(new Forward(input.Into, absorb));
        return draft.Done($"{incident.Id} is part of {input.Into} now.");
    }

    private static Decision? Problem(Draft draft, Merge input)
    {
        var id = draft.Incident.Id;
        if (input.Into == id) return draft.Invalid($"{id} cannot be merged into itself.");
        if (draft.Incident.MergedInto is { } into) return draft.Nothing($"{id} was merged into {into} already.");
        if (draft.Incident.Ending?.Phase == EndingPhase.Closed) return draft.Nothing($"{id} is over. {Standing.Of(draft.Incident, draft.Now)}");
        if (draft.Incident.Major) return draft.Invalid($"{id} is a major incident, which others belong to; it is resolved, not merged.");
        if (draft.Situation.MergeTarget is not { } target) return draft.Refuse(AnswerOutcome.NotFound, $"There is no {input.Into}.");
        if (target.MergedInto is { } further) return draft.Invalid($"{target.Id} was merged into {further} itself. Merge into that one: `merge {id} into {further}`.");
        return target.Open ? null : draft.Invalid($"{target.Id} is resolved; only an open incident takes another one over.");
    }
}
