using ChatOps.Core.Incidents.Acknowledging;

namespace ChatOps.Core.Commands;

internal sealed class AckCommand() : Command(
    "ack", "ack INC-n", "ack INC-42", CommandRole.LevelOrOwner,
    "Says that you have it: you become the owner, and the wait for somebody to react is over.",
    "acknowledge")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncidentAlone(words, scope, () => new Acknowledge(scope.By, scope.Stamp));
}
