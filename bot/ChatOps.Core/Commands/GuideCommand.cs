using ChatOps.Core.Incidents.Advising;

namespace ChatOps.Core.Commands;

internal sealed class GuideCommand() : Command(
    "guide", "guide INC-n <guidance>", "guide INC-42 roll back to 1.8.2, the pool is shared", CommandRole.LadderOrOwner,
    "Says what should be done. It stands in the thread and in what a higher level is told.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) =>
        OfIncident(words, scope, incident => Quoted.Remark(words.TakeRest()) is { } text
            ? new ParsedCommand.OfIncident(incident, new Guide(scope.By, text, scope.Stamp))
            : Wrong("`guide` needs the guidance."));
}
