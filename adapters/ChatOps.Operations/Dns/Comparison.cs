using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Dns;

/// <summary>What one name server told.</summary>
/// <param name="Server">Which.</param>
/// <param name="Records">Its records in one order, or what it said instead; null when it was silent.</param>
/// <param name="Failure">Why it was silent, or null.</param>
internal sealed record Told(string Server, string? Records, string? Failure)
{
    public string Says => Records is null ? Failure! : $"{Records} by {Server}";
}

/// <summary>Holds the answers of several name servers against each other.</summary>
internal static class Comparison
{
    /// <param name="name">The name that was asked for.</param>
    /// <param name="type">The type of record.</param>
    /// <param name="told">Each server's answer; the last one is believed.</param>
    /// <param name="alone">What the first answer is worth by itself.</param>
    public static ActionResult Of(string name, string type, IReadOnlyList<Told> told, ActionResult alone)
    {
        var believed = told[^1];
        var others = told.SkipLast(1).Where(one => one.Records != believed.Records).ToArray();
        var values = new Dictionary<string, string>(alone.Values ?? new Dictionary<string, string>()) { ["different"] = others.Length.ToString(CultureInfo.InvariantCulture) };
        if (believed.Records is null)
        {
            return new(false, $"{believed.Failure}, so what the others say cannot be judged: {name} ({type}) is {string.Join("; ", told.SkipLast(1).Select(one => one.Says))}", alone.Output, values);
        }

        return others.Length == 0
            ? alone with { Sentence = $"{alone.Sentence}; {string.Join(", ", told.Skip(1).Select(one => one.Server))} {(told.Count == 2 ? "says" : "say")} the same", Values = values }
            : new(false, $"{name} ({type}) is {string.Join("; ", others.Select(one => one.Says))}; by {believed.Server} it is {believed.Records}", alone.Output, values);
    }
}
