using System.Text.RegularExpressions;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>Reads out of a command's syntax (<c>silence &lt;service or matcher&gt; &lt;duration&gt; [reason]</c>) what may stand at the place where somebody types.</summary>
internal static partial class Grammar
{
    /// <summary>The place of the last word of a text.</summary>
    /// <param name="text">What stands in the box.</param>
    /// <param name="incident">The incident whose id may be left out, or null.</param>
    public static Place PlaceOf(string text, IncidentId? incident)
    {
        var begin = text.LastIndexOf(' ') + 1;
        var (before, word) = (text[..begin], text[begin..]);
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return new Place(before, word.TrimStart('/'), Slot.Command);
        if (CommandTable.Find(words[0].TrimStart('/')) is not { } command) return new Place(before, word, null);
        var slots = Slots(command.Syntax).ToList();
        var typed = words.Skip(1).Append(word).ToList();
        // In its own thread an incident's id may be left out; then the words belong to what follows it.
        if (incident is not null && slots.FirstOrDefault() == Slot.Incident && !typed[0].StartsWith("INC", StringComparison.OrdinalIgnoreCase)) slots.RemoveAt(0);
        return new Place(before, word, typed.Count <= slots.Count ? slots[typed.Count - 1] : null);
    }

    private static IEnumerable<Slot> Slots(string syntax)
    {
        foreach (Match part in Part().Matches(syntax).Skip(1)) yield return Slot.Of(part.Value.Trim('<', '>', '[', ']'));
    }

    [GeneratedRegex(@"<[^>]*>|\[[^\]]*\]|\S+")]
    private static partial Regex Part();
}

/// <summary>Where somebody types.</summary>
/// <param name="Before">What stands before the word.</param>
/// <param name="Word">The word so far.</param>
/// <param name="Slot">What belongs there; null: anything.</param>
internal sealed record Place(string Before, string Word, Slot? Slot);

/// <summary>What belongs at a place of a command.</summary>
internal abstract record Slot
{
    private static readonly char[] Between = [' ', ','];

    /// <summary>A command's word.</summary>
    public static readonly Slot Command = new Named("command");

    /// <summary>An incident's id.</summary>
    public static readonly Slot Incident = new Named("INC-n");

    /// <summary>Reads the words between the brackets of a syntax.</summary>
    public static Slot Of(string text) => text switch
    {
        "INC-n" or "INC-m" => Incident,
        "open, mine or all" or "on or off" or "scalability, redesign, pipeline, dr or architecture" => new OneOf([.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Where(word => word != "or")]),
        "into" => new OneOf(["into"]),
        "option" => new OneOf(["retry", "run", "approve", "hand", "investigate", "accept", "resolve"]),
        "duration" or "period" => new OneOf(["30m", "1h", "2h", "4h", "1d", "7d"]),
        _ => new Named(text),
    };

    /// <summary>A thing that the bot knows, by the word that the syntax has for it.</summary>
    public sealed record Named(string What) : Slot;

    /// <summary>One of a few words.</summary>
    public sealed record OneOf(IReadOnlyList<string> Words) : Slot;
}
