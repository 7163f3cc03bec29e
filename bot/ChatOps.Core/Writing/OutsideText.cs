using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatOps.Core.Writing;

/// <summary>
/// Text of strangers (labels, log lines, comments) made fit for a message: no control characters, no terminal escapes, no change of the writing
/// direction, no half characters, bounded, the cut marked. Escaping for a platform's own markup is the renderer's.
/// </summary>
public static class OutsideText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);
    private static readonly SearchValues<char> PlainOrNewLine = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code), '\n']);

    /// <summary>One line of at most <paramref name="most"/> characters, the mark of the cut included; every run of white space becomes one space.</summary>
    public static string Line(string? text, int most = 300) => Cut(Clean(text, most, keepLines: false).Trim(), most, text?.Length ?? 0);

    /// <summary>Several lines, of at most <paramref name="most"/> characters in all, the mark of the cut included.</summary>
    public static string Lines(string? text, int most = 3000) => Cut(Clean(text, most, keepLines: true).Trim('\n', ' '), most, text?.Length ?? 0);

    private static string Clean(string? text, int most, bool keepLines)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (IsClean(text, keepLines)) return text;
        var clean = new StringBuilder(Math.Min(text.Length, most + 1));
        var escape = Escape.None;
        foreach (var rune in text.EnumerateRunes())
        {
            // Two characters more than fit tell Cut that something is missing; the rest of 64 KB need not be looked at.
            if (clean.Length > most + 1) break;
            if (Skip(rune, ref escape)) continue;
            if (rune.Value == '\n' && keepLines) clean.Append('\n');
            else if (rune.Value == '\r' && keepLines) continue;
            else if (Rune.IsWhiteSpace(rune)) AppendSpace(clean, keepLines);
            else if (!IsUnprintable(rune)) Append(clean, rune);
        }

        return clean.ToString();
    }

    // Most texts are, and every message is made of many.
    private static bool IsClean(string text, bool keepLines) => keepLines
        ? !text.AsSpan().ContainsAnyExcept(PlainOrNewLine)
        : !text.AsSpan().ContainsAnyExcept(Plain) && !text.Contains("  ", StringComparison.Ordinal);

    private static void Append(StringBuilder clean, Rune rune)
    {
        Span<char> characters = stackalloc char[2];
        clean.Append(characters[..rune.EncodeToUtf16(characters)]);
    }

    private static void AppendSpace(StringBuilder clean, bool keepAll)
    {
        if (keepAll || (clean.Length > 0 && clean[^1] != ' ')) clean.Append(' ');
    }

    private enum Escape
    {
        None,
        Started,
        Sequence,
        Text,
    }

    /// <summary>Leaves terminal escape sequences out whole: ESC [ … final byte, ESC ] … BEL or ESC \, ESC and one character.</summary>
    private static bool Skip(Rune rune, ref Escape escape)
    {
        if (rune.Value == 0x1B)
        {
            escape = Escape.Started;
            return true;
        }

        var was = escape;
        escape = was switch
        {
            Escape.Started when rune.Value == '[' => Escape.Sequence,
            Escape.Started when rune.Value is ']' or 'P' or '_' or '^' => Escape.Text,
            Escape.Sequence when rune.Value is >= 0x20 and < 0x40 => Escape.Sequence,
            Escape.Text when rune.Value is not (7 or '\n') => Escape.Text,
            _ => Escape.None,
        };
        return was != Escape.None && !(was == Escape.Text && rune.Value == '\n');
    }

    private static bool IsUnprintable(Rune rune) =>
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or (>= 0xE0000 and <= 0xE007F);

    private static string Cut(string clean, int most, int original)
    {
        if (clean.Length <= most) return clean;
        var mark = string.Create(CultureInfo.InvariantCulture, $"… (cut, {original:N0} characters)");
        if (mark.Length >= most) mark = "…";
        var end = Math.Max(0, most - mark.Length);
        if (end > 0 && char.IsHighSurrogate(clean[end - 1])) end--;
        return clean[..end].TrimEnd() + mark;
    }
}
