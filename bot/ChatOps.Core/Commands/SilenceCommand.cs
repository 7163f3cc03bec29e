using ChatOps.Core.Alerts;

namespace ChatOps.Core.Commands;

internal sealed class SilenceCommand() : Command(
    "silence", "silence <service or matcher> <duration> [reason]", "silence checkout 2h planned work", CommandRole.LadderOrOwner,
    "Mutes a service, or the alerts that fit matchers (`job=\"db\"`, `env=~\"a|b\"`), for a while. They are recorded all the same; what still fires at the end is told then.")
{
    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var what = new List<string>();
        while (words.Peek is not null && !DurationWord.IsNext(words)) what.Add(words.Take()!);
        if (what.Count > 0 && what[^1].Equals("for", StringComparison.OrdinalIgnoreCase)) what.RemoveAt(what.Count - 1);
        if (what.Count == 0) return Wrong("`silence` needs a service or a matcher, and a duration.");
        if (!DurationWord.TryTake(words, out var duration)) return Wrong("`silence` needs a duration.");
        var reason = Quoted.Remark(words.TakeRest());
        var onlyAsOwner = scope.By.HighestLevel < 2;
        if (!what[0].AsSpan().ContainsAny('=', '~', '{'))
        {
            return what.Count == 1
                ? new ParsedCommand.Silences(what[0], Matchers.None, duration, reason, onlyAsOwner)
                : Wrong($"`{Quoted.Word(what[1])}` is no duration.");
        }

        try
        {
            return new ParsedCommand.Silences(null, Matchers.Parse(what), duration, reason, onlyAsOwner);
        }
        catch (FormatException e)
        {
            return Wrong(Quoted.Sentence(e.Message));
        }
    }
}
