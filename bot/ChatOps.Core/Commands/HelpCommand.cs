using ChatOps.Core.Incidents;

namespace ChatOps.Core.Commands;

internal sealed class HelpCommand() : Command(
    "help", "help [command]", "help escalate", CommandRole.Anybody,
    "Lists the commands, or says all about one.",
    "?", "commands")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        if (words.Take() is not { } name) return Done(All());
        if (CommandTable.Find(name.TrimStart('/')) is { } command) return Done(One(command));
        var near = CommandTable.NearestTo(name) is { } meant ? $" Did you mean `help {meant.Name}`?" : " `help` lists them all.";
        return new ParsedCommand.Answered(new Answer(AnswerOutcome.Invalid, $"There is no command \"{Quoted.Word(name)}\".{near}"));
    }

    private static string All() =>
        string.Join('\n', CommandTable.All.Select(command => $"`{command.Syntax}`: {FirstSentence(command.Help)}"))
        + "\n`INC-n` may be left out inside the incident's thread. `help <command>` says more, for example `help escalate`.";

    private static string One(Command command) =>
        $"`{command.Syntax}`\n{command.Help}\nExample: `{command.Example}`\nWho: {CommandTable.WordsFor(command.Role)}."
        + (command.Aliases.Count > 0 ? "\nAlso: " + string.Join(", ", command.Aliases.Select(alias => $"`{alias}`")) + "." : "");

    private static string FirstSentence(string help) => help.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? help[..(end + 1)] : help;

    private static ParsedCommand.Answered Done(string text) => new(new Answer(AnswerOutcome.Done, text));
}
