using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Acknowledging;

/// <summary>A person gives it to somebody, which acknowledges for them (rule 2.13); who that is stands in <see cref="Situation.Person"/>.</summary>
/// <param name="To">The name, as it was typed.</param>
public sealed record Assign(Actor By, string To, int? Stamp = null) : CommandInput(By, Stamp);

/// <summary>Rules 2.13 and 2.14.</summary>
internal static class AssignRule
{
    public static Decision Decide(Draft draft, Assign input)
    {
        if (Rights.LevelOrOwner(draft, "assign", "assign") is { } no) return no;
        if (!draft.Open) return draft.Nothing(Standing.Of(draft.Incident, draft.Now));
        if (draft.Situation.Person is not { } person) return draft.Refuse(AnswerOutcome.NotFound, $"Nobody is known as \"{OutsideText.Line(input.To, 60)}\".");
        var startsWait = draft.Ladder.Level > 1 && draft.Ladder.Option is null && !AcknowledgeRule.IsAcknowledged(draft.Ladder);
        if (draft.Ladder.Owner == person.Name && !startsWait) return draft.Nothing($"{person.Name} has {draft.Incident.Id} already. {Standing.Of(draft.Incident, draft.Now)}");
        draft.Record(new Assigned(draft.Now, draft.By, person.Name, startsWait ? draft.Times.Acknowledged() : null));
        draft.Tell(MessageKind.News);
        return draft.Done($"{person.Name} has {draft.Incident.Id}.");
    }
}
