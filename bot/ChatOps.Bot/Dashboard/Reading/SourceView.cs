using ChatOps.Alerting;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>A source as the list of them shows it.</summary>
/// <param name="Part">Its name, how it stands and when it was last heard.</param>
/// <param name="Kind">What it is; null for senders that nobody knows.</param>
/// <param name="Counts">What came since the start; null when nothing did.</param>
internal sealed record SourceView(HealthPart Part, SourceKind? Kind, SourceCounts? Counts)
{
    /// <summary>Its page; null where there is none.</summary>
    public string? Page => Kind is null ? null : PageOf(Part.Name);

    /// <summary>Requests that were not taken.</summary>
    public long NotTaken => Counts is { } counts ? counts.Malformed + counts.Refused + counts.Busy : 0;

    /// <summary>The page of a source or of a kind.</summary>
    public static string PageOf(string name) => $"/sources/{Uri.EscapeDataString(name)}";
}
