using System.Text;

namespace ChatOps.Core.Commands;

/// <summary>
/// A command's words, in the order they were typed. Quotes (straight or as phones type them) hold words together; braces do too, so that a matcher
/// set (<c>{job="db", env=~"a|b"}</c>) is one word. The rest of the line can be taken as it was typed.
/// </summary>
public sealed class CommandWords
{
    /// <summary>Longest text that is read, in characters; what follows is left aside.</summary>
    public const int MostCharacters = 8000;

    private readonly string _text;
    private readonly List<Word> _words;
    private int _next;

    private CommandWords(string text, List<Word> words)
    {
        _text = text;
        _words = words;
    }

    /// <summary>Splits a text into words. An open quote reaches to the end.</summary>
    public static CommandWords Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters) text = text[..MostCharacters];
        var words = new List<Word>();
        var i = 0;
        while (true)
        {
            while (i < text.Length && IsSpace(text[i])) i++;
            if (i >= text.Length) return new CommandWords(text, words);
            words.Add(Read(text, ref i));
        }
    }

    /// <summary>Whether all words were taken.</summary>
    public bool AtEnd => _next >= _words.Count;

    /// <summary>The next word without taking it, or null at the end.</summary>
    public string? Peek => AtEnd ? null : _words[_next].Value;

    /// <summary>The word after the next without taking it, or null.</summary>
    public string? PeekSecond => _next + 1 < _words.Count ? _words[_next + 1].Value : null;

    /// <summary>Takes the next word; null at the end.</summary>
    public string? Take() => AtEnd ? null : _words[_next++].Value;

    /// <summary>Takes the next word if it is this one, in any case.</summary>
    public bool TakeIf(string word)
    {
        if (AtEnd || !string.Equals(_words[_next].Value, word, StringComparison.OrdinalIgnoreCase)) return false;
        _next++;
        return true;
    }

    /// <summary>Takes a flag wherever it stands among the words that are left.</summary>
    public bool TakeFlag(string flag)
    {
        var at = _words.FindIndex(_next, word => string.Equals(word.Value, flag, StringComparison.OrdinalIgnoreCase));
        if (at < 0) return false;
        _words.RemoveAt(at);
        return true;
    }

    /// <summary>
    /// Takes everything that is left, as it was typed; quotes around the whole of it are taken off. Null when nothing is left. Flags that were taken are left out.
    /// </summary>
    public string? TakeRest()
    {
        if (AtEnd) return null;
        var left = _words[_next..];
        _next = _words.Count;
        if (left.Count == 1) return left[0].Value.Trim() is { Length: > 0 } one ? one : null;
        var rest = new StringBuilder();
        for (var i = 0; i < left.Count; i++)
        {
            // Where two words stood side by side, what was between them stays: a text of several lines stays one.
            var gap = i == 0 ? "" : _text[left[i - 1].End..left[i].Start];
            rest.Append(string.IsNullOrWhiteSpace(gap) ? gap : " ").Append(_text, left[i].Start, left[i].End - left[i].Start);
        }

        return rest.ToString().Trim();
    }

    private static Word Read(string text, ref int i)
    {
        var start = i;
        var value = new StringBuilder();
        var depth = 0;
        while (i < text.Length && (depth > 0 || !IsSpace(text[i])))
        {
            var c = text[i];
            if (c == '{') depth++;
            if (c == '}' && depth > 0) depth--;
            if (Closing(c) is { } closing) ReadQuoted(text, ref i, closing, keepQuotes: depth > 0 || value.Length > 0, value);
            else
            {
                value.Append(c);
                i++;
            }
        }

        return new Word(value.ToString(), start, i);
    }

    /// <summary>Inside a matcher (<c>job="db"</c>) quotes belong to its syntax and stay, as straight ones.</summary>
    private static void ReadQuoted(string text, ref int i, char closing, bool keepQuotes, StringBuilder value)
    {
        if (keepQuotes) value.Append('"');
        for (i++; i < text.Length && text[i] != closing; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] == closing || text[i + 1] == '\\'))
            {
                if (keepQuotes) value.Append('\\');
                i++;
            }

            value.Append(text[i]);
        }

        if (keepQuotes) value.Append('"');
        i++;
        if (i > text.Length) i = text.Length;
    }

    // An apostrophe is no quote: people write "can't".
    private static char? Closing(char opening) => opening switch
    {
        '"' => '"',
        '“' or '„' => '”',
        '«' => '»',
        _ => null,
    };

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';

    private readonly record struct Word(string Value, int Start, int End);
}
