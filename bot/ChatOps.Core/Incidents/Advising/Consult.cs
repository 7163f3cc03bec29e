using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Advising;

/// <summary>A person asks a role for its view; no level is entered.</summary>
/// <param name="Role">The role; one that is configured.</param>
/// <param name="Question">What it is asked; bounded.</param>
public sealed record Consult(Actor By, string Role, string Question) : CommandInput(By, null);

/// <summary>Any person; it sets no deadline (rule 2.11).</summary>
internal static class ConsultRule
{
    public static Decision Decide(Draft draft, Consult input)
    {
        if (Rights.Person(draft, "consult", "consult somebody about") is { } no) return no;
        if (!draft.Situation.Reachable.Contains(input.Role))
        {
            var roles = string.Join(", ", draft.Situation.Reachable.Order(StringComparer.Ordinal));
            return draft.Invalid($"Nobody can be reached as \"{OutsideText.Line(input.Role, 60)}\". There are: {(roles.Length == 0 ? "none" : roles)}.");
        }

        Ask(draft, input.Role, input.Question);
        return draft.Done($"{input.Role} is asked about {draft.Incident.Id}.");
    }

    public static void Ask(Draft draft, string role, string question)
    {
        draft.Record(new Consulted(draft.Now, draft.By, role, question));
        draft.Tell(MessageKind.News);
    }
}
