using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace ChatOps.Core.Commands;

/// <summary>A duration as people type it: <c>30m</c>, <c>2h</c>, <c>1h30m</c>, <c>2d</c>, <c>90s</c>, <c>1w</c>, or ISO 8601 (<c>PT30M</c>).</summary>
public static partial class DurationWord
{
    /// <summary>The longest that is understood.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(366);

    /// <summary>Reads a word; false when it is no duration, is zero, or is longer than <see cref="Most"/>.</summary>
    public static bool TryParse(string? word, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(word) || word.Length > 40) return false;
        var read = word[0] is 'P' or 'p' ? Iso(word) : Short(word);
        if (read is not { } value || value <= TimeSpan.Zero || value > Most) return false;
        duration = value;
        return true;
    }

    /// <summary>Whether a duration comes next, in one word (<c>30m</c>) or two (<c>30 min</c>).</summary>
    internal static bool IsNext(CommandWords words) => TryParse(words.Peek, out _) || TryParse(words.Peek + words.PeekSecond, out _);

    /// <summary>Takes the duration that comes next, in one word or two.</summary>
    internal static bool TryTake(CommandWords words, out TimeSpan duration)
    {
        if (!TryParse(words.Peek, out duration))
        {
            if (!TryParse(words.Peek + words.PeekSecond, out duration)) return false;
            words.Take();
        }

        words.Take();
        return true;
    }

    private static TimeSpan? Iso(string word)
    {
        // Years and months are of no fixed length.
        if (!IsoShape().IsMatch(word)) return null;
        try
        {
            return XmlConvert.ToTimeSpan(word.ToUpperInvariant());
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static TimeSpan? Short(string word)
    {
        var match = Shape().Match(word);
        if (!match.Success) return null;
        double seconds = 0;
        foreach (var (group, unit) in Units)
        {
            if (match.Groups[group].Success) seconds += double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
        }

        return seconds <= Most.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static readonly (string Group, int Seconds)[] Units = [("w", 604800), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1)];

    [GeneratedRegex(@"^(?=\d)((?<w>\d+(\.\d+)?)w)?((?<d>\d+(\.\d+)?)d(ays?)?)?((?<h>\d+(\.\d+)?)h((ou)?rs?)?)?((?<m>\d+(\.\d+)?)m(in(utes?)?)?)?((?<s>\d+(\.\d+)?)s(ec(onds?)?)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^P(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsoShape();
}
