using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatOps.Slack.Payloads;

/// <summary>Reads single fields of a form: of the dozen that a slash command has half are looked at, and a dictionary of all of them would be thrown away at once.</summary>
internal static class FormField
{
    /// <summary>The first value of a field; null when there is none or it is empty.</summary>
    /// <param name="form">The body, <c>application/x-www-form-urlencoded</c>.</param>
    /// <param name="name">A name that needs no escaping.</param>
    public static string? Of(ReadOnlySpan<byte> form, ReadOnlySpan<byte> name)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            var field = form[range];
            if (field.StartsWith(name) && field.Length > name.Length && field[name.Length] == '=') return Decoded(field[(name.Length + 1)..]);
        }

        return null;
    }

    private static string? Decoded(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return null;
        if (!value.ContainsAny((byte)'%', (byte)'+')) return Encoding.UTF8.GetString(value);
        var rented = ArrayPool<byte>.Shared.Rent(value.Length);
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var one = value[i];
            if (one == '+') one = (byte)' ';
            // What is no escape stands for itself, as everywhere on the web.
            else if (one == '%' && i + 2 < value.Length && byte.TryParse(value.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped)) (one, i) = (escaped, i + 2);
            rented[length++] = one;
        }

        var text = Encoding.UTF8.GetString(rented, 0, length);
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }
}
