using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;

namespace ChatOps.Core.Commands;

/// <summary>Reads commands. Whatever was typed, there is an answer: an input, a question, or a sentence with an example.</summary>
public static class CommandParser
{
    /// <summary>What this request comes to.</summary>
    public static ParsedCommand Parse(CommandRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var words = CommandWords.Of(request.Text ?? "");
        // People type the prefix out of habit where none is needed.
        if (words.Peek is { } first && (first.Equals("/chatops", StringComparison.OrdinalIgnoreCase) || first.Equals("@chatops", StringComparison.OrdinalIgnoreCase))) words.Take();
        if (words.Take() is not { } word) return Invalid($"Type a command after it. `help` lists them; for example `{Ack}`.");
        var scope = new CommandScope(request.By, request.Thread, request.Stamp);
        return CommandTable.Find(word.TrimStart('/')) is { } command ? command.Parse(words, scope) : NotUnderstood(word, words);
    }

    private const string Ack = "ack INC-42";

    private static ParsedCommand.Answered NotUnderstood(string word, CommandWords words)
    {
        var typed = Quoted.Word(word);
        if (CommandTable.NearestTo(word) is not { } near) return Invalid($"I don't know \"{typed}\". `help` lists what I understand; for example `{Ack}`.");
        // What else was typed is kept, so that the suggestion can be sent as it stands; alone, the example shows what is missing.
        var meant = words.TakeRest() is { } rest ? near.Name + " " + Quoted.Word(rest) : near.Example;
        return Invalid($"I don't know \"{typed}\". Did you mean `{meant}`?");
    }

    private static ParsedCommand.Answered Invalid(string text) => new(new Answer(AnswerOutcome.Invalid, text));
}
