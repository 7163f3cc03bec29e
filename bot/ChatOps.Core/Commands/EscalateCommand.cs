using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Climbing;

namespace ChatOps.Core.Commands;

internal sealed class EscalateCommand() : Command(
    "escalate", "escalate INC-n [scalability, redesign, pipeline, dr or architecture] [reason]", "escalate INC-42 redesign the pool is shared with invoices", CommandRole.LevelOrOwner,
    "Calls the next level now. What is needed there decides who: `pipeline` calls the tech lead, the others call the cloud architect. "
    + "Within a minute of a change of level it asks first; `--yes` says that you are sure.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncident(words, scope, incident =>
    {
        var confirmed = words.TakeFlag("--yes");
        var trigger = Trigger(words.Peek);
        if (trigger is not null) words.Take();
        return new ParsedCommand.OfIncident(incident, new Escalate(scope.By, trigger, Quoted.Remark(words.TakeRest()), confirmed, scope.Stamp));
    });

    private static EscalationTrigger? Trigger(string? word) => word?.TrimEnd(',', ':').ToLowerInvariant() switch
    {
        "scalability" => EscalationTrigger.Scalability,
        "redesign" => EscalationTrigger.Redesign,
        "pipeline" => EscalationTrigger.Pipeline,
        "dr" => EscalationTrigger.Dr,
        "architecture" => EscalationTrigger.Architecture,
        _ => null,
    };
}
