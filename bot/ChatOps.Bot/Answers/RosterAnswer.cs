using ChatOps.Bot.Configuration;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Answers;

/// <summary><c>oncall</c>: who is called for what.</summary>
internal static class RosterAnswer
{
    public static Answer Of(Roster roster, string? role)
    {
        var responders = roster.Responders.ToArray();
        if (role is null)
        {
            return new Answer(AnswerOutcome.Done, responders.Length == 0 ? "Nobody is called: Responders of the configuration is empty." : string.Join('\n', responders.Select(responder => LineOf(roster, responder))));
        }

        if (roster.ResponderOf(role) is { } found) return new Answer(AnswerOutcome.Done, LineOf(roster, found));
        var nearest = NearestName.Of(role, responders.Select(responder => responder.Role));
        return new Answer(AnswerOutcome.NotFound, $"There is no role \"{OutsideText.Line(role, 80)}\" that is called.{(nearest is null ? " `oncall` lists them." : $" Did you mean `oncall {nearest}`?")}");
    }

    private static string LineOf(Roster roster, Responder responder)
    {
        var level = Role.LevelOf(responder.Role) is var number && number > 0 ? $"Level {number}" : "consulted";
        var people = string.Join(", ", roster.Holding(responder.Role).Select(person => person.Name));
        var handles = string.Concat(responder.Handles.OrderBy(handle => handle.Key, StringComparer.Ordinal).Select(handle => $" · {handle.Key} {handle.Value}"));
        return $"{responder.Role} ({level}): {(people.Length == 0 ? "nobody holds it" : people)}{handles}";
    }
}
