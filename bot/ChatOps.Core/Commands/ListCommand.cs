namespace ChatOps.Core.Commands;

internal sealed class ListCommand() : Command(
    "list", "list [open, mine or all]", "list mine", CommandRole.Anybody,
    "Lists incidents, newest first: those that are open, those that are yours, or all.",
    "incidents")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        ListScope? list = words.Take()?.ToLowerInvariant() switch
        {
            null or "open" => ListScope.Open,
            "mine" => ListScope.Mine,
            "all" => ListScope.All,
            _ => null,
        };
        if (list is not { } known) return Wrong("`list` knows `open`, `mine` and `all`.");
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Asks(new Query.Incidents(known));
    }
}
