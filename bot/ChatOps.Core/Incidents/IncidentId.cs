using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Core.Incidents;

/// <summary>The short id that people type: <c>INC-42</c>. Written so in JSON too.</summary>
/// <param name="Number">1 and up, in the order of opening.</param>
[JsonConverter(typeof(IncidentIdJsonConverter))]
public readonly record struct IncidentId(long Number) : IParsable<IncidentId>
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"INC-{Number}");

    /// <inheritdoc/>
    public static IncidentId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is no incident id; one looks like INC-42.");

    /// <summary>Reads <c>INC-42</c>, <c>inc-42</c> or <c>42</c>.</summary>
    public static bool TryParse(string? s, IFormatProvider? provider, out IncidentId result)
    {
        var digits = s.AsSpan().Trim();
        if (digits.StartsWith("INC-", StringComparison.OrdinalIgnoreCase)) digits = digits[4..];
        var good = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        result = good ? new IncidentId(number) : default;
        return good;
    }
}

/// <summary>Writes an incident id as people type it.</summary>
public sealed class IncidentIdJsonConverter : JsonConverter<IncidentId>
{
    /// <inheritdoc/>
    public override IncidentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IncidentId.Parse(reader.GetString() ?? "", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IncidentId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
