using ChatOps.Core.Incidents.UserDecision;

namespace ChatOps.Core.Commands;

internal sealed class DecideCommand() : Command(
    "decide", "decide INC-n <option> [person, duration, runbook or note]", "decide INC-42 accept 4h", CommandRole.User,
    "Chooses an option at Level 4, by its number or its name: `retry`, `run <runbook>`, `approve`, `hand <person>`, `investigate [person]`, `accept [duration]`, `resolve [note]`.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncident(words, scope, incident =>
    {
        var overrides = words.TakeFlag(RetryCommand.OverrideBudget);
        if (words.Take()?.TrimEnd('.', ':') is not { Length: > 0 } option) return Wrong("`decide` needs an option.");
        var name = option.ToLowerInvariant();
        if (name is "hand" or "run") words.TakeIf("to");
        if (name is "accept") words.TakeIf("for");
        // An option that was named by its number may be any of them: what follows is read for all, and the one that it is takes its own.
        TimeSpan? duration = DurationWord.TryParse(words.Peek, out var read) ? read : null;
        if (name == "accept" && !words.AtEnd && duration is null) return Wrong($"`{Quoted.Word(words.Peek!)}` is no duration.");
        var word = words.Peek?.TrimStart('@');
        var note = Quoted.Remark(words.TakeRest());
        return new ParsedCommand.OfIncident(
            incident,
            new DecideOption(scope.By, name, Person: word, For: duration, Runbook: word, Note: note, OverrideBudget: overrides, Stamp: scope.Stamp));
    });
}
