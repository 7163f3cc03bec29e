using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Commands;

internal sealed class RecoveryCommand() : Command(
    "recovery", "recovery <on or off> [service] [runbook]", "recovery off checkout", CommandRole.Coordinator,
    "Switches self-recovery on or off, for one service or for all, or one runbook for a service. While it is off, acting steps only say what they would do. It outlasts a restart.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var on = words.TakeIf("on");
        if (!on && !words.TakeIf("off")) return Wrong("`recovery` needs `on` or `off`.");
        var service = words.Take();
        var runbook = service is null ? null : words.Take();
        if (words.Peek is { } more) return TooMuch(more);
        if (scope.By.HighestLevel >= 2) return new ParsedCommand.SwitchesRecovery(on, service, runbook);
        return new ParsedCommand.Answered(new Answer(
            AnswerOutcome.NotAllowed,
            $"Only coordinators and above may switch self-recovery. You are known as {Quoted.Word(scope.By.Name)} ({Roles(scope.By)}). `oncall` tells whom to ask."));
    }

    private static string Roles(Actor actor) => actor.Roles.Count == 0 ? "no role" : string.Join(", ", actor.Roles);
}
