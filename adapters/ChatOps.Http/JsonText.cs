using System.Globalization;
using System.Text;

namespace ChatOps.Http;

/// <summary>Texts of JSON that are no Unicode, read as Go reads them.</summary>
internal static class JsonText
{
    /// <summary>The text between the quotes, with bytes that are no UTF-8 and halves of surrogate pairs as U+FFFD.</summary>
    /// <param name="raw">The text as it stands in the body; its escapes have been checked.</param>
    public static string Repair(ReadOnlySpan<byte> raw)
    {
        var escaped = Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            var letter = escaped[++i];
            if (letter == 'u')
            {
                text.Append((char)int.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => letter });
            }
        }

        return WithoutHalves(text.ToString());
    }

    private static string WithoutHalves(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune);
        return whole.ToString();
    }
}
