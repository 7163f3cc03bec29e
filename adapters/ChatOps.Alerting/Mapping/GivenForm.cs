using System.Text;
using ChatOps.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Alerting.Mapping;

/// <summary>Reads the body of a request whatever its tool announces it as: JSON, or a form.</summary>
internal static class GivenForm
{
    /// <summary>The media type of a form, and of a query.</summary>
    public const string Type = "application/x-www-form-urlencoded";

    private const int MostFields = 1000;

    /// <exception cref="BadJsonException">It is neither.</exception>
    public static async Task<Given> ReadAsync(string? contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return Given.Read(body.Span);
        if (type.MediaType.Equals(Type, StringComparison.OrdinalIgnoreCase)) return Unwrapped(Fields(body.Span));
        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? Unwrapped(await PartsAsync(type, body, cancellationToken).ConfigureAwait(false))
            : Given.Read(body.Span);
    }

    private static Dictionary<string, Given> Fields(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, Given>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable("?" + Encoding.UTF8.GetString(body)))
        {
            if (fields.Count == MostFields) throw new BadJsonException($"The form has more than {MostFields} fields.");
            fields[pair.DecodeName().ToString()] = Given.Of(Clean(pair.DecodeValue().ToString()));
        }

        return fields;
    }

    private static async Task<Dictionary<string, Given>> PartsAsync(MediaTypeHeaderValue type, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 200) throw new BadJsonException("The form in parts names no boundary.");
        var fields = new Dictionary<string, Given>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body.ToArray()));
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } part)
            {
                if (fields.Count == MostFields) throw new BadJsonException($"The form has more than {MostFields} fields.");
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name).ToString() is not { Length: > 0 } name) continue;
                using var text = new StreamReader(part.Body, Encoding.UTF8);
                fields[name] = Given.Of(Clean(await text.ReadToEndAsync(cancellationToken).ConfigureAwait(false)));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            throw new BadJsonException($"The form in parts cannot be read: {exception.Message}", exception);
        }

        return fields;
    }

    // A form of one field that holds JSON is that JSON, wrapped for a tool that knows nothing but forms.
    private static Given Unwrapped(Dictionary<string, Given> fields) =>
        fields.Count == 1 && fields.Values.Single().Opened() is { Members: not null } inner ? inner : Given.Of(fields);

    private static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
