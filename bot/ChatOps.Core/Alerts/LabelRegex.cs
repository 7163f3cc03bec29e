using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOps.Core.Alerts;

/// <summary>
/// A regular expression of a matcher: Go's syntax as far as it and .NET's agree, anchored at both ends, in linear time (no look-around, no
/// back-references: neither has them). Alternatives without any special character, the usual case, are compared as plain texts.
/// </summary>
internal sealed class LabelRegex
{
    private const int MostCharacters = 4096;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    // The limit is the clock's, not the processor's: the first use of an expression, or a thread that waits its turn on a busy machine, can pass it, and
    // a silence would not hold. What really takes long does so again.
    private const int Tries = 2;

    private static readonly SearchValues<char> Special = SearchValues.Create(@"\.+*?()[]{}^$");

    private readonly string[]? _alternatives;
    private readonly Regex? _regex;

    /// <exception cref="FormatException">It cannot be used; the message says why.</exception>
    public LabelRegex(string pattern)
    {
        if (pattern.Length > MostCharacters)
        {
            throw new FormatException($"The regular expression is {pattern.Length} characters long; {MostCharacters} are allowed.");
        }

        if (pattern.AsSpan().IndexOfAny(Special) < 0)
        {
            _alternatives = pattern.Split('|');
            return;
        }

        try
        {
            var dotNet = ToDotNet(pattern);
            // By itself first: 'a)|(b' would fit only together with the anchors, and then not be anchored.
            _ = new Regex(dotNet, RegexOptions.CultureInvariant);
            _regex = new Regex(@"\A(?:" + dotNet + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Longest);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The regular expression '{pattern}' cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Whether the whole value fits; null when that could not be found out in time, so that neither <c>=~</c> nor <c>!~</c> holds.</summary>
    public bool? Fits(string value)
    {
        if (_alternatives is not null) return Array.IndexOf(_alternatives, value) >= 0;
        for (var tries = 0; tries < Tries; tries++)
        {
            try
            {
                return _regex!.IsMatch(value);
            }
            catch (RegexMatchTimeoutException)
            {
                // Once more.
            }
        }

        return null;
    }

    // Go names groups (?P<name>…) and has POSIX classes; .NET would refuse the first and misread the second.
    private static string ToDotNet(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest[0] == '\\' && rest.Length > 1)
            {
                text.Append(rest[..2]);
                i++;
            }
            else if (!inClass && rest.StartsWith("(?P<"))
            {
                text.Append("(?<");
                i += 3;
            }
            else if (inClass && rest.StartsWith("[:") && rest.IndexOf(":]") is > 0 and var end)
            {
                text.Append(PosixClass(rest[2..end]));
                i += end + 1;
            }
            else
            {
                inClass = inClass ? rest[0] != ']' || pattern[i - 1] == '[' : rest[0] == '[';
                text.Append(rest[0]);
            }
        }

        return text.ToString();
    }

    private static string PosixClass(ReadOnlySpan<char> name) => name switch
    {
        "alpha" => "a-zA-Z",
        "digit" => "0-9",
        "alnum" => "a-zA-Z0-9",
        "lower" => "a-z",
        "upper" => "A-Z",
        "space" => @"\t\n\v\f\r ",
        "punct" => @"!-/:-@\[-`{-~",
        "word" => "a-zA-Z0-9_",
        "xdigit" => "0-9a-fA-F",
        "blank" => @"\t ",
        "cntrl" => @"\x00-\x1F\x7F",
        "graph" => "!-~",
        "print" => " -~",
        _ => throw new ArgumentException($"there is no character class [:{name}:]"),
    };
}
