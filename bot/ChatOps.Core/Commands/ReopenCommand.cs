using ChatOps.Core.Incidents.Resolving;

namespace ChatOps.Core.Commands;

internal sealed class ReopenCommand() : Command(
    "reopen", "reopen INC-n", "reopen INC-42", CommandRole.LadderOrOwner,
    "Says that it is not over: it goes on as it was.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncidentAlone(words, scope, () => new Reopen(scope.By, scope.Stamp));
}
