using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Alerting;
using ChatOps.Bot.Sources;
using ChatOps.Core.Alerts;
using ChatOps.Core.Masking;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>A message of a source as its page shows it: what it would be, and what stands in it; its secrets masked.</summary>
/// <param name="Arrival">The message.</param>
/// <param name="Filed">The alerts that it is.</param>
/// <param name="Remarks">What of it is none, in a sentence each.</param>
/// <param name="Leaves">What stands in it, by path.</param>
/// <param name="Map">A map that might read it, where nothing came of it; null where there is nothing to propose.</param>
public sealed record ArrivalView(SourceArrival Arrival, IReadOnlyList<FiledAlert> Filed, IReadOnlyList<string> Remarks, IReadOnlyList<KeyValuePair<string, string>> Leaves, string? Map)
{
    private const int LongestValue = 300;

    // Secrets whose names do not say so.
    private static readonly string[] SecretNames = ["routing_key", "service_key", "integration_key", "access_token", "signature"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Looks at a message.</summary>
    /// <param name="arrival">The message.</param>
    /// <param name="source">Its source.</param>
    /// <param name="samples">Reads it.</param>
    /// <param name="mask">Takes secrets out of it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal static async Task<ArrivalView> OfAsync(SourceArrival arrival, AlertSource source, Samples samples, SecretMask mask, CancellationToken cancellationToken)
    {
        if (arrival.Body is not { } body) return new(arrival, [], arrival.Trouble is { } trouble ? [mask.Mask(trouble)] : [], [], null);
        // A source of any kind is read as the path does; its maps are for that path all the same.
        var (sample, filed) = await samples.ReadAsync(source with { Kind = arrival.Kind }, arrival.Headers, body, cancellationToken);
        var leaves = sample.Leaves.Select(leaf => new KeyValuePair<string, string>(leaf.Key, Masked(leaf.Key, leaf.Value, mask))).ToArray();
        if (arrival.IsChange) return new(arrival, [], ["a change: it is listed below and opens nothing"], leaves, null);
        IReadOnlyList<string> remarks = [.. ((string?[])[sample.Problem, .. sample.Remarks]).OfType<string>().Select(mask.Mask)];
        return new(arrival, filed, remarks, leaves, MapOf(sample, leaves));
    }

    private static string Masked(string path, string value, SecretMask mask)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        if (SecretNames.Contains(name, StringComparer.OrdinalIgnoreCase)) return SecretMask.Mark;
        var plain = mask.Mask(name, value);
        return plain.Length <= LongestValue ? plain : plain[..LongestValue] + "…";
    }

    private static string? MapOf(SourceSample sample, IReadOnlyList<KeyValuePair<string, string>> leaves)
    {
        if (sample.Proposal.Count == 0) return null;
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, path) in sample.Proposal)
        {
            map[key] = path;
            // What it says now is the one word of it that is known.
            if (key == "Status" && leaves.FirstOrDefault(leaf => leaf.Key == path).Value is { Length: > 0 } word) map["Firing"] = new[] { word };
        }

        return $"\"Map\": {JsonSerializer.Serialize(map, Indented)}";
    }
}
