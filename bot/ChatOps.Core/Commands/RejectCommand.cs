using ChatOps.Core.Incidents.Recovering;

namespace ChatOps.Core.Commands;

internal sealed class RejectCommand() : Command(
    "reject", "reject INC-n [reason]", "reject INC-42 a rollback would lose orders", CommandRole.Approver,
    "Forbids the step that waits for an approval.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) =>
        OfIncident(words, scope, incident => new ParsedCommand.OfIncident(incident, new Reject(scope.By, Quoted.Remark(words.TakeRest()), scope.Stamp)));
}
