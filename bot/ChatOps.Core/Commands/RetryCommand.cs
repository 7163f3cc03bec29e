using ChatOps.Core.Incidents.Recovering;

namespace ChatOps.Core.Commands;

internal sealed class RetryCommand() : Command(
    "retry", "retry INC-n", "retry INC-42", CommandRole.LadderOrOwner,
    "Runs the incident's runbook once more, as your attempt. It counts against the service's hourly budget; `--override-budget` sets that aside.")
{
    internal const string OverrideBudget = "--override-budget";

    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var overrides = words.TakeFlag(OverrideBudget);
        return OfIncidentAlone(words, scope, () => new Retry(scope.By, overrides, scope.Stamp));
    }
}
