using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ChatOps.Alerting.Mapping;
using ChatOps.Alerting.Receiving;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Alerting.CloudEvents;

/// <summary>Reads CloudEvents 1.0 in each of the three ways that HTTP carries them; each becomes an object of its attributes, the payload as <c>data</c>.</summary>
internal static class EventReader
{
    private const string Prefix = "ce-";

    /// <summary>Whether the request announces a form that can be read: others get 415.</summary>
    public static bool Knows(HttpRequest request) =>
        !StartsWith(request.ContentType, "application/cloudevents") || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Suffix.HasValue || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The events of a request with these headers.</summary>
    /// <exception cref="BadJsonException">It holds none, or one that is not as the specification says.</exception>
    public static IReadOnlyList<Given> Read(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (StartsWith(headers.ContentType, "application/cloudevents-batch"))
        {
            var items = Given.Read(body).Items ?? throw new BadJsonException("A batch of CloudEvents is an array.");
            if (items.Count > AlertLimits.MostAlerts) throw new BadJsonException($"{AlertLimits.MostAlerts} events are allowed at once.");
            return [.. items.Select((item, index) => Structured(item, string.Create(CultureInfo.InvariantCulture, $"$[{index}]: ")))];
        }

        if (StartsWith(headers.ContentType, "application/cloudevents")) return [Structured(Given.Read(body), "")];
        return headers.ContainsKey(Prefix + "specversion")
            ? [Binary(headers, body)]
            : throw new BadJsonException("This is no CloudEvent: neither the header ce-specversion nor a Content-Type of application/cloudevents+json is there.");
    }

    private static Given Structured(Given given, string place)
    {
        var attributes = given.Members ?? throw new BadJsonException($"{place}a CloudEvent is an object.");
        Require(attributes, place);
        if (!attributes.TryGetValue("data_base64", out var encoded) || encoded.Text is null) return given;
        if (attributes.ContainsKey("data")) throw new BadJsonException($"{place}a CloudEvent has data or data_base64, not both.");
        if (!Base64.IsValid(encoded.Text)) throw new BadJsonException($"{place}the attribute data_base64 is no Base64.");
        return With(attributes, Payload(attributes.GetValueOrDefault("datacontenttype")?.Text, Convert.FromBase64String(encoded.Text)));
    }

    private static Given Binary(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var attributes = new Dictionary<string, Given>(StringComparer.Ordinal);
        foreach (var (name, values) in headers)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) attributes[name[Prefix.Length..].ToLowerInvariant()] = Given.Of(Decode(name, values.ToString()));
        }

        Require(attributes, "");
        if (headers.ContentType is [{ } type]) attributes["datacontenttype"] = Given.Of(type);
        return body.IsEmpty ? Given.Of(attributes) : With(attributes, Payload(headers.ContentType, body));
    }

    private static void Require(IReadOnlyDictionary<string, Given> attributes, string place)
    {
        if (attributes.GetValueOrDefault("specversion")?.Text is var version && version != "1.0") throw new BadJsonException($"{place}the attribute specversion is \"{AlertLimits.Shown(version ?? "")}\"; 1.0 is understood here.");
        foreach (var name in (string[])["id", "source", "type"])
        {
            if (string.IsNullOrEmpty(attributes.GetValueOrDefault(name)?.Text)) throw new BadJsonException($"{place}the attribute {name} is missing or empty.");
        }
    }

    private static Given With(IReadOnlyDictionary<string, Given> attributes, Given data) => Given.Of(new Dictionary<string, Given>(attributes, StringComparer.Ordinal) { ["data"] = data });

    // Without a content type the payload is JSON, as the JSON format has it; anything else is a text.
    private static Given Payload(string? contentType, ReadOnlySpan<byte> data)
    {
        var isJson = !MediaTypeHeaderValue.TryParse(contentType, out var type)
            || type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
        return isJson ? Given.Read(data) : Given.Of(Encoding.UTF8.GetString(data).Replace('\0', '\uFFFD'));
    }

    /// <summary>A header's value: quotes taken off, percent-encoding undone once; bytes that are no UTF-8 then are refused.</summary>
    private static string Decode(string name, string value)
    {
        var text = value.Trim();
        if (text is ['"', .., '"'] && text.Length > 1) text = text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = new List<byte>(text.Length);
        var plain = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] == (byte)'%' && i + 2 < plain.Length && byte.TryParse(plain.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var decoded))
            {
                bytes.Add(decoded);
                i += 2;
            }
            else
            {
                bytes.Add(plain[i]);
            }
        }

        try
        {
            return Strict.GetString([.. bytes]).Replace('\0', '\uFFFD');
        }
        catch (DecoderFallbackException exception)
        {
            throw new BadJsonException($"The header {name} is no UTF-8 once its percent-encoding is undone.", exception);
        }
    }

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static bool StartsWith(string? contentType, string start) => contentType?.StartsWith(start, StringComparison.OrdinalIgnoreCase) == true;
}
