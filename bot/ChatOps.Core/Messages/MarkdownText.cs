using System.Buffers;
using System.Text;

namespace ChatOps.Core.Messages;

/// <summary>Data made into CommonMark that shows it and nothing else: no formatting, no link, no HTML, no mention.</summary>
public static class MarkdownText
{
    // What opens formatting, a link, HTML, an entity, a table's cell, a mention or a reference anywhere in a line.
    private const string Always = "\\`*_[]<>#|~&@^${}";

    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("ivxlcdmIVXLCDM");

    // Not seen; no renderer reads a mention or a reference across it.
    private const char Joiner = '\u2060';

    /// <summary>Data for a line or a table's cell: every character that CommonMark or a platform's dialect could read is escaped.</summary>
    public static string Escape(string text) => Escape(text, startsLine: true);

    private static string Escape(string text, bool startsLine)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length + 8);
        var blank = startsLine;
        var word = startsLine;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r') c = ' ';
            var marks = (blank && (c is '-' or '+' or '=')) || (word && (c is '.' or ')') && Numbers(text.AsSpan(0, i)));
            if (Always.Contains(c, StringComparison.Ordinal) || marks || MakesAddress(text, i) || OpensPair(text, i)) escaped.Append('\\');
            escaped.Append(c);
            if (c is '@' or '#') escaped.Append(Joiner);
            blank &= c == ' ';
            word &= char.IsAsciiLetterOrDigit(c) || c == ' ';
        }

        return escaped.ToString();
    }

    /// <summary>Whether this, before a full stop or a bracket, begins a numbered list: digits, and in dialects one letter or a Roman number.</summary>
    private static bool Numbers(ReadOnlySpan<char> start)
    {
        var word = start.Trim(' ');
        return word.Length == 1 || !word.ContainsAnyExceptInRange('0', '9') || !word.ContainsAnyExcept(RomanDigits);
    }

    /// <summary>Data in a fixed width: a code span that its own back-ticks cannot end.</summary>
    public static string Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        if (line.Length == 0) return "";
        var fence = new string('`', LongestRun(line) + 1);
        return line[0] == '`' || line[^1] == '`' ? $"{fence} {line} {fence}" : fence + line + fence;
    }

    /// <summary>Long data behind a fence that its own back-ticks cannot end.</summary>
    public static string Fenced(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}text\n{text}\n{fence}";
    }

    /// <summary>One line; mentions show their name and call nobody.</summary>
    public static string Of(IReadOnlyList<Run> runs, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return string.Concat(runs.Select((run, i) => run switch
        {
            Run.Text text => Escape(text.Value, startsLine: i == 0),
            Run.Strong strong => "**" + Escape(strong.Value, startsLine: false) + "**",
            Run.Code code => Code(code.Value),
            Run.Mention mention => Escape("@" + mention.Name, startsLine: false),
            Run.Time time => Escape(TimeText.Of(time.At, now, zone), startsLine: false),
            Run.Link link => $"[{Escape(link.Value, startsLine: false)}](<{Address(link.Href)}>)",
            _ => throw new ArgumentOutOfRangeException(nameof(runs), run, "a kind of run that Markdown does not know"),
        }));
    }

    private static string Address(string href) =>
        href.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal)
            .Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    // "http://" and "www." become links by themselves.
    private static bool MakesAddress(string text, int i) =>
        (text[i] == ':' && i + 1 < text.Length && text[i + 1] == '/')
        || (text[i] == '.' && i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));

    // Dialects read "::words::" as a container, "==words==" as marked, "++words++" as inserted and a doubled quotation mark as a citation.
    private static bool OpensPair(string text, int i) =>
        text[i] is ':' or '=' or '+' or '"' && ((i > 0 && text[i - 1] == text[i]) || (i + 1 < text.Length && text[i + 1] == text[i]));

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
