namespace ChatOps.Core.Commands;

internal sealed class UnsilenceCommand() : Command(
    "unsilence", "unsilence <id>", "unsilence 3f2a9c1e", CommandRole.LadderOrOwner,
    "Ends a silence now. The beginning of its id is enough.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        if (words.Take() is not { Length: > 0 } id) return Wrong("`unsilence` needs the silence's id.");
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Unsilences(id.ToLowerInvariant(), scope.By.HighestLevel < 2);
    }
}
