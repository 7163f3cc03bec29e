using System.Text.Json;
using ChatOps.Core.Alerts;
using ChatOps.Http;

namespace ChatOps.Alerting.Receiving;

/// <summary>Reads an object of texts: labels or annotations.</summary>
internal static class LabelReader
{
    /// <summary>The labels that are the current property's value; null when that is null. One that is null is as one that is not there.</summary>
    public static LabelSet? ReadLabels(ref JsonInput json) => Read(ref json, cut: false);

    /// <summary>The annotations that are the current property's value, the long ones cut; none when that is null.</summary>
    public static LabelSet ReadAnnotations(ref JsonInput json) => Read(ref json, cut: true) ?? LabelSet.Empty;

    private static LabelSet? Read(ref JsonInput json, bool cut)
    {
        json.ToValue();
        if (json.Kind == JsonTokenType.Null) return null;
        if (json.Kind != JsonTokenType.StartObject) throw json.Unexpected("an object of texts");
        var pairs = new List<KeyValuePair<string, string>>(8);
        while (json.NextProperty())
        {
            var name = json.Name();
            var value = json.TextValue() ?? "";
            pairs.Add(new(name, cut ? AlertLimits.Cut(value) : value));
        }

        return LabelSet.From(pairs);
    }
}
