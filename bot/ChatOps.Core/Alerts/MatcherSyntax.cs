using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ChatOps.Core.Alerts;

/// <summary>
/// Alertmanager's two ways of writing matchers. Where both can read a text and differ, the classic one counts, as in Alertmanager's default mode;
/// so it is tried first, and the UTF-8 one reads what it refuses (names with other characters).
/// </summary>
internal static class MatcherSyntax
{
    private const int MostShown = 80;

    private static readonly SearchValues<char> ClassicNameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:");

    public static Matcher One(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().Trim() is ['{', ..]) throw Bad(text, "one matcher stands without braces");
        if (TryClassic(text, out var matcher)) return matcher;
        var list = new Utf8Reader(text).ReadList();
        return list.Count == 1 ? list[0] : throw Bad(text, list.Count == 0 ? "it is empty" : $"there are {list.Count}, and one is expected");
    }

    public static IReadOnlyList<Matcher> List(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryClassicList(text) ?? new Utf8Reader(text).ReadList();
    }

    public static string Write(Matcher matcher)
    {
        var name = IsClassicName(matcher.Name) ? matcher.Name : Quote(matcher.Name);
        return name + Symbol(matcher.Operator) + Quote(matcher.Value);
    }

    private static string Symbol(MatchOperator op) => op switch
    {
        MatchOperator.Equal => "=",
        MatchOperator.NotEqual => "!=",
        MatchOperator.Fits => "=~",
        _ => "!~",
    };

    private static string Quote(string text) =>
        '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"';

    private static bool IsClassicName(ReadOnlySpan<char> name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.IndexOfAnyExcept(ClassicNameCharacters) < 0;

    private static FormatException Bad(string text, string why)
    {
        var shown = text.Length > MostShown ? text[..MostShown] + "…" : text;
        return new FormatException($"'{shown}' is no label matcher: {why}. A matcher looks like alertname=\"TargetDown\" or severity=~\"warning|critical\".");
    }

    private static List<Matcher>? TryClassicList(string text)
    {
        var rest = text.AsSpan();
        if (rest is ['{', ..]) rest = rest[1..];
        if (rest is [.., '}']) rest = rest[..^1];
        var list = new List<Matcher>();
        while (!rest.Trim().IsEmpty)
        {
            var comma = CommaOutsideQuotes(rest);
            if (!TryClassic(comma < 0 ? rest.Trim() : rest[..comma], out var matcher)) return null;
            list.Add(matcher);
            if (comma < 0) break;
            rest = rest[(comma + 1)..];
        }

        return list;
    }

    private static int CommaOutsideQuotes(ReadOnlySpan<char> text)
    {
        bool quoted = false, escaped = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ',' && !quoted) return i;
            if (text[i] == '"' && !escaped) quoted = !quoted;
            escaped = text[i] == '\\' && !escaped;
        }

        return -1;
    }

    private static bool TryClassic(ReadOnlySpan<char> text, [NotNullWhen(true)] out Matcher? matcher)
    {
        matcher = null;
        text = text.Trim();
        var end = text.IndexOfAny('=', '!');
        if (end < 0 || !IsClassicName(text[..end].TrimEnd())) return false;
        if (TryOperator(text[end..], out var op) is not (> 0 and var length) || TryClassicValue(text[(end + length)..].TrimStart()) is not { } value) return false;
        matcher = new Matcher(text[..end].TrimEnd().ToString(), op, value);
        return true;
    }

    /// <summary>The operator's length, or 0.</summary>
    private static int TryOperator(ReadOnlySpan<char> text, out MatchOperator op)
    {
        (op, var length) = text switch
        {
            ['=', '~', ..] => (MatchOperator.Fits, 2),
            ['=', ..] => (MatchOperator.Equal, 1),
            ['!', '=', ..] => (MatchOperator.NotEqual, 2),
            ['!', '~', ..] => (MatchOperator.FitsNot, 2),
            _ => (default, 0),
        };
        return length;
    }

    // Quotes are optional; \" \n \\ are escapes, any other backslash stays; an inner quote that is not escaped is an error.
    private static string? TryClassicValue(ReadOnlySpan<char> raw)
    {
        var quoted = raw is ['"', ..];
        if (quoted) raw = raw[1..];
        var value = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            switch (raw[i])
            {
                case '\\' when i + 1 < raw.Length && raw[i + 1] is 'n' or '"' or '\\':
                    value.Append(raw[++i] == 'n' ? '\n' : raw[i]);
                    break;
                case '"':
                    return quoted && i == raw.Length - 1 ? value.ToString() : null;
                default:
                    value.Append(raw[i]);
                    break;
            }
        }

        return quoted ? null : value.ToString();
    }

    /// <summary>The UTF-8 syntax: names and values unquoted without reserved characters, or quoted with Go's escapes; the right side is required.</summary>
    private ref struct Utf8Reader(string text)
    {
        private const string Reserved = "{}!=~,\\\"'`";
        private int _at;

        public List<Matcher> ReadList()
        {
            var list = new List<Matcher>();
            var braced = Take('{');
            while (Next() is not (null or '}'))
            {
                list.Add(ReadMatcher());
                if (Take(',')) continue;
                if (Next() is not (null or '}')) throw Bad(text, $"a comma is expected at character {_at + 1}");
            }

            if (braced && !Take('}')) throw Bad(text, "the closing brace is missing");
            if (Next() is not null) throw Bad(text, $"nothing is expected at character {_at + 1}");
            return list;
        }

        private Matcher ReadMatcher()
        {
            var name = ReadText() ?? throw Bad(text, $"the name of a label is expected at character {_at + 1}");
            Next();
            var length = TryOperator(text.AsSpan(_at), out var op);
            if (length == 0) throw Bad(text, $"an operator (=, !=, =~ or !~) is expected at character {_at + 1}");
            _at += length;
            var value = ReadText() ?? throw Bad(text, $"a value is expected at character {_at + 1}; write \"\" for the empty one");
            return new Matcher(name, op, value);
        }

        private char? Next()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
            return _at < text.Length ? text[_at] : null;
        }

        private bool Take(char expected)
        {
            if (Next() != expected) return false;
            _at++;
            return true;
        }

        private string? ReadText()
        {
            if (Next() == '"') return ReadQuoted();
            var start = _at;
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && !Reserved.Contains(text[_at], StringComparison.Ordinal)) _at++;
            return _at > start ? text[start.._at] : null;
        }

        private string ReadQuoted()
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
            {
                if (text[_at] == '"')
                {
                    _at++;
                    return value.ToString();
                }

                if (text[_at] == '\\') ReadEscape(value);
                else value.Append(text[_at]);
            }

            throw Bad(text, "the closing quote is missing");
        }

        private void ReadEscape(StringBuilder value)
        {
            var letter = _at + 1 < text.Length ? text[++_at] : throw Bad(text, "the closing quote is missing");
            var digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits == 0)
            {
                var index = "abfnrtv\\\"".IndexOf(letter, StringComparison.Ordinal);
                value.Append(index >= 0 ? "\a\b\f\n\r\t\v\\\""[index] : throw Bad(text, $"\\{letter} is no escape"));
                return;
            }

            if (_at + digits >= text.Length
                || !int.TryParse(text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                || !Rune.IsValid(code))
            {
                throw Bad(text, $"\\{letter} needs {digits} hexadecimal digits of a character");
            }

            value.Append(new Rune(code));
            _at += digits;
        }
    }
}
