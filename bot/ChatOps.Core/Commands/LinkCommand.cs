namespace ChatOps.Core.Commands;

internal sealed class LinkCommand() : Command(
    "link", "link [code]", "link", CommandRole.Anybody,
    "Ties your identity here to the person you are: it gives you a code, which you confirm with `link <code>` from where you are already known.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var code = words.Take();
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Links(code);
    }
}
