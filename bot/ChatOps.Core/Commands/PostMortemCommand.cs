namespace ChatOps.Core.Commands;

internal sealed class PostMortemCommand() : Command(
    "postmortem", "postmortem INC-n", "postmortem INC-42", CommandRole.Anybody,
    "The post-mortem of an incident that has ended.",
    "post-mortem")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) =>
        OfIncident(words, scope, incident => words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Asks(new Query.PostMortem(incident)));
}
