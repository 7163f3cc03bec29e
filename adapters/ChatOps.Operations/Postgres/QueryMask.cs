using System.Text;

namespace ChatOps.Operations.Postgres;

/// <summary>
/// A query as it may be shown: its constants become <c>?</c>, since they are the data of whoever uses the service, and its comments go. What it does
/// to which table stays.
/// </summary>
internal static class QueryMask
{
    /// <summary>The query on one line of at most <paramref name="most"/> characters.</summary>
    public static string Of(string? query, int most = 160)
    {
        if (string.IsNullOrEmpty(query)) return "";
        var shown = new StringBuilder();
        for (var at = 0; at < query.Length;)
        {
            var c = query[at];
            if (c == '\'')
            {
                at = AfterQuote(query, at, '\'', EscapesBackslash(query, at));
                shown.Append('?');
            }
            else if (c == '"')
            {
                var end = AfterQuote(query, at, '"', backslash: false);
                shown.Append(query, at, end - at);
                at = end;
            }
            else if (c == '$' && AfterDollars(query, at) is { } after)
            {
                at = after;
                shown.Append('?');
            }
            else if (StartsWith(query, at, "--"))
            {
                at = query.IndexOf('\n', at) is var end and >= 0 ? end : query.Length;
            }
            else if (StartsWith(query, at, "/*"))
            {
                at = query.IndexOf("*/", at, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : query.Length;
                shown.Append(' ');
            }
            else if (char.IsAsciiDigit(c) && (at == 0 || !IsWord(query[at - 1])))
            {
                while (at < query.Length && (IsWord(query[at]) || query[at] == '.')) at++;
                shown.Append('?');
            }
            else
            {
                shown.Append(c);
                at++;
            }
        }

        return OutsideText.Line(shown.ToString(), most);
    }

    private static bool StartsWith(string query, int at, string what) => string.CompareOrdinal(query, at, what, 0, what.Length) == 0;

    // E'…' knows \' as an escape; '…' alone does not, unless the server is set up as it was before 9.1.
    private static bool EscapesBackslash(string query, int quote) => quote > 0 && query[quote - 1] is 'e' or 'E' && (quote == 1 || !IsWord(query[quote - 2]));

    /// <summary>Behind the closing quotation mark; the end of the text when it was cut before that.</summary>
    private static int AfterQuote(string query, int at, char quote, bool backslash)
    {
        for (at++; at < query.Length; at++)
        {
            if (backslash && query[at] == '\\') at++;
            else if (query[at] == quote && at + 1 < query.Length && query[at + 1] == quote) at++;
            else if (query[at] == quote) return at + 1;
        }

        return query.Length;
    }

    private static int? AfterDollars(string query, int at)
    {
        var end = at + 1;
        while (end < query.Length && (char.IsLetterOrDigit(query[end]) || query[end] == '_')) end++;
        // $1 is a parameter and stays.
        if (end >= query.Length || query[end] != '$' || char.IsAsciiDigit(query[at + 1])) return null;
        var tag = query[at..(end + 1)];
        return query.IndexOf(tag, end + 1, StringComparison.Ordinal) is var close and >= 0 ? close + tag.Length : query.Length;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
