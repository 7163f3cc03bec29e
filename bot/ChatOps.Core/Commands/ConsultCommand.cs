using ChatOps.Core.Incidents.Advising;

namespace ChatOps.Core.Commands;

internal sealed class ConsultCommand() : Command(
    "consult", "consult INC-n <role> <question>", "consult INC-42 security-auditor was this address known to us?", CommandRole.Person,
    "Asks a role for its view. No level is entered and no wait changes.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncident(words, scope, incident =>
    {
        if (words.Take()?.TrimStart('@') is not { Length: > 0 } role) return Wrong("`consult` needs a role and a question.");
        return Quoted.Remark(words.TakeRest()) is { } question
            ? new ParsedCommand.OfIncident(incident, new Consult(scope.By, role, question))
            : Wrong($"`consult` needs a question for {Quoted.Word(role)}.");
    });
}
