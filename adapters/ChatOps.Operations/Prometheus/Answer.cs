using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChatOps.Operations.Prometheus;

/// <summary>Reads the JSON of Prometheus' query API.</summary>
internal static class Answer
{
    private const int LongestLabels = 120;

    /// <summary>The series of an answer; those without a number are left out.</summary>
    /// <param name="json">The body.</param>
    /// <param name="error">What Prometheus says against the query; null when it answered.</param>
    /// <exception cref="JsonException">It is no answer of Prometheus.</exception>
    public static IReadOnlyList<Series> Read(ReadOnlyMemory<byte> json, out string? error)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            var root = document.RootElement;
            error = root.GetProperty("status").GetString() == "error" ? root.GetProperty("error").GetString() ?? "" : null;
            if (error is not null) return [];
            var data = root.GetProperty("data");
            var result = data.GetProperty("result");
            return data.GetProperty("resultType").GetString() switch
            {
                "scalar" => Some([new("", Samples([Sample(result)]))]),
                "vector" => Some(result.EnumerateArray().Select(item => new Series(Labels(item), Samples([Sample(item.GetProperty("value"))])))),
                "matrix" => Some(result.EnumerateArray().Select(item => new Series(Labels(item), Samples(item.GetProperty("values").EnumerateArray().Select(Sample))))),
                _ => [],
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException or ArgumentOutOfRangeException)
        {
            throw new JsonException("The answer has another form than Prometheus' query API gives.", e);
        }
    }

    private static Series[] Some(IEnumerable<Series> all) => [.. all.Where(series => series.Samples.Count > 0)];

    private static Sample[] Samples(IEnumerable<Sample?> all) => [.. all.OfType<Sample>()];

    /// <summary>A pair of seconds and a number in quotes; null for NaN.</summary>
    private static Sample? Sample(JsonElement pair)
    {
        var at = DateTimeOffset.UnixEpoch.AddSeconds(pair[0].GetDouble());
        var text = pair[1].GetString();
        var value = text switch { "+Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, _ => double.Parse(text ?? "", CultureInfo.InvariantCulture) };
        return double.IsNaN(value) ? null : new Sample(at, value);
    }

    private static string Labels(JsonElement item)
    {
        var text = new StringBuilder();
        foreach (var label in item.GetProperty("metric").EnumerateObject().Where(label => label.Name != "__name__"))
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(label.Name).Append("=\"").Append(label.Value.GetString()).Append('"');
        }

        return OutsideText.Line("{" + text + "}", LongestLabels);
    }
}
