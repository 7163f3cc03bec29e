using ChatOps.Core.Incidents.Recovering;

namespace ChatOps.Core.Commands;

internal sealed class ApproveCommand() : Command(
    "approve", "approve INC-n", "approve INC-42", CommandRole.Approver,
    "Lets the step run that waits for an approval. When its attempt has ended meanwhile, the step runs as your attempt. `--override-budget` sets the hourly budget aside.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var overrides = words.TakeFlag(RetryCommand.OverrideBudget);
        return OfIncidentAlone(words, scope, () => new Approve(scope.By, overrides, scope.Stamp));
    }
}
