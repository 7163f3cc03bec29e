using System.Globalization;
using ChatOps.Alerting;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>What the page says of sources beside what storage knows: how much comes from them, what was refused, and which were never heard.</summary>
internal static class SourceParts
{
    /// <summary>The kind of a source's part.</summary>
    public const string Kind = "source";


    // What was refused longer ago is no trouble of now.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(15);

    /// <summary>The parts, with what is known of their requests, and with a part for each source that storage has not heard of.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="configured">The names of the configured sources.</param>
    /// <param name="traffic">What came since the start.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<HealthPart> Complete(IEnumerable<HealthPart> parts, IEnumerable<string> configured, IReadOnlyList<SourceCounts> traffic, DateTimeOffset now)
    {
        var counts = traffic.ToDictionary(source => source.Source, StringComparer.Ordinal);
        var heard = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Kind == Kind) heard.Add(part.Name);
            yield return part.Kind == Kind && counts.TryGetValue(part.Name, out var known) ? part with { Text = $"{part.Text}{Told(known)}", Well = part.Well && !IsTroubled(known, now) } : part;
        }

        foreach (var name in configured.Union(counts.Keys).Where(name => !heard.Contains(name)))
        {
            var known = counts.GetValueOrDefault(name);
            var text = name == SourceTraffic.Unknown ? "requests with no source's secret" : "no alert came from it yet";
            yield return new(Kind, name, known is null || !IsTroubled(known, now), text + (known is null ? "" : Told(known)), known?.TakenAt ?? known?.TroubleAt);
        }
    }

    private static bool IsTroubled(SourceCounts counts, DateTimeOffset now) => counts.TroubleAt is { } at && now - at < Lately && !(counts.TakenAt > at);

    private static string Told(SourceCounts counts)
    {
        var text = counts.PerMinute >= 0.1 ? string.Create(CultureInfo.InvariantCulture, $"; {counts.PerMinute:0.#} requests a minute") : "";
        if (counts.Malformed > 0) text += string.Create(CultureInfo.InvariantCulture, $"; {counts.Malformed:N0} could not be read");
        if (counts.Refused > 0) text += string.Create(CultureInfo.InvariantCulture, $"; {counts.Refused:N0} refused");
        if (counts.Busy > 0) text += string.Create(CultureInfo.InvariantCulture, $"; {counts.Busy:N0} told to come again");
        return counts.Trouble is { } trouble ? $"{text}; last: {OutsideText.Line(trouble, 500)}" : text;
    }
}
