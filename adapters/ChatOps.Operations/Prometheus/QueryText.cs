using System.Text;

namespace ChatOps.Operations.Prometheus;

/// <summary>Writes a fact into a PromQL query so that it stays one string there.</summary>
internal static class QueryText
{
    /// <summary>A target of the catalog may be a piece of a query; anything else is the inside of a string, or a string where none is open.</summary>
    public static string Insert(string before, string value, bool fromCatalog)
    {
        var quote = OpenQuote(before);
        if (quote is null) return fromCatalog ? value : '"' + Escaped(value, '"') + '"';
        return quote == '`' ? value.Replace("`", "", StringComparison.Ordinal) : Escaped(value, quote.Value);
    }

    private static string Escaped(string value, char quote)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c == '\\' || c == quote) text.Append('\\').Append(c);
            else if (c == '\n') text.Append("\\n");
            else if (!char.IsControl(c)) text.Append(c);
        }

        return text.ToString();
    }

    private static char? OpenQuote(string text)
    {
        char? open = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (open is null) open = text[i] is '"' or '\'' or '`' ? text[i] : null;
            else if (text[i] == '\\' && open != '`') i++;
            else if (text[i] == open) open = null;
        }

        return open;
    }
}
