namespace ChatOps.Core.Commands;

internal sealed class RunbooksCommand() : Command(
    "runbooks", "runbooks", "runbooks", CommandRole.Anybody,
    "The runbooks of self-recovery, what each is for, and how often it helped.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) =>
        words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Asks(new Query.Runbooks());
}
