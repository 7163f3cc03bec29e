using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Servers.Kubernetes.State;

namespace ChatOps.Servers.Kubernetes.Api;

/// <summary>Selectors by labels and by fields.</summary>
internal static partial class Selectors
{
    public static bool Fits(JsonObject body, string? labels, string? fields) =>
        Split(labels).All(one => Label(body.At("metadata", "labels") as JsonObject, one)) && Split(fields).All(one => Field(body, one));

    // A comma inside of "in (a,b)" parts nothing.
    private static IEnumerable<string> Split(string? selector) => string.IsNullOrEmpty(selector) ? [] : Comma().Split(selector).Select(one => one.Trim()).Where(one => one.Length > 0);

    private static bool Label(JsonObject? labels, string one)
    {
        if (Set().Match(one) is { Success: true } set)
        {
            var within = set.Groups["values"].Value.Split(',').Select(value => value.Trim()).Contains(labels?[set.Groups["key"].Value]?.ToString());
            return within == (set.Groups["op"].Value == "in");
        }

        if (one.StartsWith('!')) return labels?.ContainsKey(one[1..]) != true;
        var parts = Equal().Split(one, 2);
        if (parts.Length == 1) return labels?.ContainsKey(one) == true;
        return labels?[parts[0].Trim()]?.ToString() == parts[1].Trim() != one.Contains("!=", StringComparison.Ordinal);
    }

    private static bool Field(JsonObject body, string one)
    {
        var parts = Equal().Split(one, 2);
        return body.Text(parts[0].Split('.')) == parts[1] != one.Contains("!=", StringComparison.Ordinal);
    }

    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^(?<key>\S+)\s+(?<op>in|notin)\s+\((?<values>[^)]*)\)$")]
    private static partial Regex Set();

    [GeneratedRegex("!=|==|=")]
    private static partial Regex Equal();
}
