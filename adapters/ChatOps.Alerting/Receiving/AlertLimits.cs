using System.Globalization;
using ChatOps.Core.Alerts;

namespace ChatOps.Alerting.Receiving;

/// <summary>What an alert may be, whatever its format: everything of it is stored, and much of it is shown.</summary>
internal static class AlertLimits
{
    public const int MostAlerts = 5000;
    public const int MostLabels = 1000;
    public const int LongestLabel = 10_000;
    private const int LongestAnnotation = 20_000;

    /// <summary>Times before this are a sender's way to say "not set": Go's year 1, Unix's 1970.</summary>
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Later ends are as good as never, and sums with later times leave the calendar.</summary>
    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is wrong with labels that identify an alert, in a sentence; null when nothing is.</summary>
    public static string? ProblemOf(LabelSet labels)
    {
        if (labels.Count > MostLabels) return string.Create(CultureInfo.InvariantCulture, $"the alert has {labels.Count} labels, {MostLabels} are allowed");
        foreach (var (name, value) in labels)
        {
            if (name.Length == 0) return "a label has no name";
            if (name.Length > LongestLabel || value.Length > LongestLabel)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the label \"{Shown(name)}\" has {Math.Max(name.Length, value.Length)} characters, {LongestLabel} are allowed");
            }
        }

        return null;
    }

    /// <summary>Texts for people, the long ones cut; the cut is marked.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= LongestAnnotation) return text;
        var end = char.IsHighSurrogate(text[LongestAnnotation - 1]) ? LongestAnnotation - 1 : LongestAnnotation;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… (cut; {text.Length} characters)");
    }

    /// <summary>A time, or null where the sender means none.</summary>
    public static DateTimeOffset? Meant(DateTimeOffset? time) => time is { } given && given >= Earliest ? Clamp(given) : null;

    /// <summary>A time, the far future as the year 9000.</summary>
    public static DateTimeOffset Clamp(DateTimeOffset time) => time > Latest ? Latest : time;

    /// <summary>An absolute http or https address, or null.</summary>
    public static string? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? text : null;

    public static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
