using ChatOps.Core.Incidents.Acknowledging;

namespace ChatOps.Core.Commands;

internal sealed class SnoozeCommand() : Command(
    "snooze", "snooze INC-n <duration>", "snooze INC-42 30m", CommandRole.LevelOrOwner,
    "Puts it off, once a level and for 4 hours at most; then the level is called anew. A new alert ends it early.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope) => OfIncident(words, scope, incident =>
    {
        words.TakeIf("for");
        if (words.AtEnd) return Wrong("`snooze` needs a duration.");
        if (!DurationWord.TryTake(words, out var duration)) return Wrong($"`{Quoted.Word(words.Peek!)}` is no duration.");
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.OfIncident(incident, new Snooze(scope.By, duration, scope.Stamp));
    });
}
