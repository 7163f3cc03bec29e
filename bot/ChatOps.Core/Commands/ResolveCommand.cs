using ChatOps.Core.Incidents.Resolving;

namespace ChatOps.Core.Commands;

internal sealed class ResolveCommand() : Command(
    "resolve", "resolve INC-n [note]", "resolve INC-42 the pool was doubled", CommandRole.LadderOrOwner,
    "Says that it is over. Alerts that still fire are muted for 30 minutes; if they fire then, it reopens and calls you.",
    "resolved", "close")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) =>
        OfIncident(words, scope, incident => new ParsedCommand.OfIncident(incident, new Resolve(scope.By, Quoted.Remark(words.TakeRest()), scope.Stamp)));
}
