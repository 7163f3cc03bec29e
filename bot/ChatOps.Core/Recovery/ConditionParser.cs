using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Core.Recovery;

/// <summary>Reads a <see cref="Condition"/>.</summary>
public sealed partial class ConditionParser
{
    private const int LongestText = 500;

    private const int Deepest = 20;

    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;

    private ConditionParser(List<Token> tokens) => _tokens = tokens;

    /// <summary>Reads a condition; the problem says at which character, what stands there and what is allowed.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (condition, problem) = (null, null);
        try
        {
            if (text.Length > LongestText) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it has {text.Length} characters; allowed: {LongestText}"));
            var parser = new ConditionParser(Tokens(text));
            condition = parser.Either();
            if (parser.Now.Kind != Kind.End) throw parser.Unexpected("and, or, or the end");
            return true;
        }
        catch (FormatException exception)
        {
            (condition, problem) = (null, exception.Message);
            return false;
        }
    }

    private enum Kind
    {
        Word,
        Literal,
        Operator,
        Parenthesis,
        End,
    }

    private sealed record Token(Kind Kind, string Text, int At);

    private Token Now => _tokens[_next];

    private Condition Either()
    {
        var left = Both();
        while (Take("or")) left = new Condition.Or(left, Both());
        return left;
    }

    private Condition Both()
    {
        var left = One();
        while (Take("and")) left = new Condition.And(left, One());
        return left;
    }

    private Condition One()
    {
        if (++_depth > Deepest) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it is nested deeper than {Deepest}"));
        Condition one;
        if (Take("not"))
        {
            one = new Condition.Not(One());
        }
        else if (Take("("))
        {
            one = Either();
            if (!Take(")")) throw Unexpected("\")\"");
        }
        else
        {
            var left = Operand();
            if (Now.Kind == Kind.Operator)
            {
                var op = _tokens[_next++].Text;
                one = new Condition.Compare(left, op, Operand());
            }
            else
            {
                one = new Condition.Is(left);
            }
        }

        _depth--;
        return one;
    }

    private Condition.Operand Operand()
    {
        var token = Now;
        if (token.Kind == Kind.Literal)
        {
            _next++;
            return new(null, token.Text);
        }

        if (token.Kind != Kind.Word || token.Text is "and" or "or" or "not") throw Unexpected("a fact, a number, or a text in quotes");
        _next++;
        if (token.Text is "true" or "false") return new(null, token.Text);
        return FactPath.Parse(token.Text) is { } fact ? new(fact, "") : throw Wrong(token, FactPath.Allowed);
    }

    private bool Take(string text)
    {
        if (Now.Kind is not (Kind.Word or Kind.Parenthesis) || Now.Text != text) return false;
        _next++;
        return true;
    }

    private FormatException Unexpected(string allowed) => Wrong(Now, allowed);

    private static FormatException Wrong(Token token, string allowed) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"at character {token.At + 1} stands {(token.Kind == Kind.End ? "nothing more" : $"\"{token.Text}\"")}; allowed: {allowed}"));

    private static List<Token> Tokens(string text)
    {
        List<Token> tokens = [];
        var at = 0;
        while (at < text.Length)
        {
            var match = Shape().Match(text, at);
            if (!match.Success)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"at character {at + 1} stands \"{text[at]}\"; allowed: facts, numbers, texts in quotes, ==, !=, <, <=, >, >=, and, or, not, parentheses"));
            }

            if (match.Groups["word"].Success) tokens.Add(new(Kind.Word, match.Value, at));
            else if (match.Groups["text"].Success) tokens.Add(new(Kind.Literal, match.Value[1..^1], at));
            else if (match.Groups["number"].Success) tokens.Add(new(Kind.Literal, match.Value, at));
            else if (match.Groups["op"].Success) tokens.Add(new(Kind.Operator, match.Value, at));
            else if (match.Groups["par"].Success) tokens.Add(new(Kind.Parenthesis, match.Value, at));
            at += match.Length;
        }

        tokens.Add(new(Kind.End, "", text.Length));
        return tokens;
    }

    [GeneratedRegex(@"\G(?:\s+|(?<word>[A-Za-z][A-Za-z0-9_:/.-]*)|(?<number>-?\d+(?:\.\d+)?)|(?<text>""[^""]*""|'[^']*')|(?<op>==|!=|<=|>=|<|>)|(?<par>[()]))", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
