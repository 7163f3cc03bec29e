namespace ChatOps.Core.Commands;

internal sealed class OnCallCommand() : Command(
    "oncall", "oncall [role]", "oncall devops-coordinator", CommandRole.Anybody,
    "Who is called for a role, or for all roles.",
    "on-call")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var role = words.Take()?.TrimStart('@');
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Asks(new Query.OnCall(role));
    }
}
