namespace ChatOps.Core.Commands;

internal sealed class StatsCommand() : Command(
    "stats", "stats [period]", "stats 7d", CommandRole.Anybody,
    "How the three targets are met: 70 % ended at Level 1, 80 % of the rest at Level 2, under 2 % reach the user. Of the last 30 days unless you say otherwise.",
    "statistics")
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    internal override ParsedCommand Parse(CommandWords words, CommandScope scope)
    {
        var period = Usual;
        if (!words.AtEnd && !Period(words, out period)) return Wrong($"`{Quoted.Word(words.Peek ?? "")}` is no period.");
        return words.Peek is { } more ? TooMuch(more) : new ParsedCommand.Asks(new Query.Stats(period));
    }

    private static bool Period(CommandWords words, out TimeSpan period)
    {
        period = words.Peek?.ToLowerInvariant() switch
        {
            "day" => TimeSpan.FromDays(1),
            "week" => TimeSpan.FromDays(7),
            "month" => TimeSpan.FromDays(30),
            "year" => TimeSpan.FromDays(365),
            _ => TimeSpan.Zero,
        };
        if (period == TimeSpan.Zero) return DurationWord.TryTake(words, out period);
        words.Take();
        return true;
    }
}
