using ChatOps.Core.Incidents.Recovering;

namespace ChatOps.Core.Commands;

internal sealed class RunCommand() : Command(
    "run", "run <runbook> <service or INC-n>", "run restart-service checkout", CommandRole.Approver,
    "Runs a runbook for the open incident of a service, as your attempt. `--override-budget` sets the hourly budget aside.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var overrides = words.TakeFlag(RetryCommand.OverrideBudget);
        if (words.Take() is not { } runbook) return Wrong("`run` needs a runbook and a service.");
        var input = new RunRunbook(scope.By, runbook, overrides, scope.Stamp);
        if (scope.TakeIncident(words) is { } incident && words.AtEnd) return new ParsedCommand.OfIncident(incident, input);
        if (words.Take() is not { } service) return Wrong("`run` needs the service whose incident it is for.");
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.OfService(service, input);
    }
}
