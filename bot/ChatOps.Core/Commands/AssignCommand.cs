using ChatOps.Core.Incidents.Acknowledging;

namespace ChatOps.Core.Commands;

internal sealed class AssignCommand() : Command(
    "assign", "assign INC-n <person>", "assign INC-42 ana", CommandRole.LevelOrOwner,
    "Gives it to a person, which acknowledges for them.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncident(words, scope, incident =>
    {
        words.TakeIf("to");
        if (words.Take()?.TrimStart('@') is not { Length: > 0 } person) return Wrong("`assign` needs a person.");
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.OfIncident(incident, new Assign(scope.By, person, scope.Stamp));
    });
}
