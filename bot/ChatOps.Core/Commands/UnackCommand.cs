using ChatOps.Core.Incidents.Acknowledging;

namespace ChatOps.Core.Commands;

internal sealed class UnackCommand() : Command(
    "unack", "unack INC-n", "unack INC-42", CommandRole.LevelOrOwner,
    "Takes an acknowledgement back: nobody has it any more, and the rest of the wait runs on.",
    "unacknowledge")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncidentAlone(words, scope, () => new Unacknowledge(scope.By, scope.Stamp));
}
