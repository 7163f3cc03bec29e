using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Advising;

/// <summary>A person writes something down; a source does, when it tells something that changes nothing here.</summary>
/// <param name="Text">What; bounded.</param>
public sealed record Note(Actor By, string Text) : CommandInput(By, null);

/// <summary>Any person or source, at any time; it sets no deadline (rule 2.11).</summary>
internal static class NoteRule
{
    public static Decision Decide(Draft draft, Note input)
    {
        if (input.By.Kind != ActorKind.Source && Rights.Person(draft, "note", "write to") is { } no) return no;
        draft.Record(new Noted(draft.Now, draft.By, input.Text));
        draft.Tell(MessageKind.News);
        return draft.Done($"Noted for {draft.Incident.Id}.");
    }
}
