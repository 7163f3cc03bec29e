using System.Globalization;
using ChatOps.Core.Alerts;

namespace ChatOps.Alerting.PagerDuty;

/// <summary>
/// The alerts of a group, as Alertmanager's template <c>pagerduty.default.instances</c> writes them into an event's details: for each <c>Labels:</c> and
/// <c>Annotations:</c>, a line a piece (<c> - name = value</c>), then <c>Source:</c>.
/// </summary>
/// <param name="Labels">What all of them have in common.</param>
/// <param name="Annotations">What all of them have in common.</param>
/// <param name="Page">The page of the first, or null.</param>
internal sealed record InstancesText(LabelSet Labels, LabelSet Annotations, string? Page)
{
    private const string Piece = " - ";
    private const string Source = "Source: ";

    /// <summary>Reads the text; null when it is none, or holds another number of alerts than its sender counted: then a text in it only looks like one.</summary>
    public static InstancesText? Of(string? text, string? count)
    {
        if (text is null || !text.StartsWith("Labels:\n", StringComparison.Ordinal)) return null;
        var labels = new List<Dictionary<string, string>>();
        var annotations = new List<Dictionary<string, string>>();
        Dictionary<string, string>? current = null;
        string? page = null;
        foreach (var line in text.Split('\n'))
        {
            if (line == "Labels:") labels.Add(current = new(StringComparer.Ordinal));
            else if (line == "Annotations:") annotations.Add(current = new(StringComparer.Ordinal));
            else if (line.StartsWith(Source, StringComparison.Ordinal)) page ??= Receiving.AlertLimits.WebAddress(line[Source.Length..]);
            else if (line.StartsWith(Piece, StringComparison.Ordinal) && line.IndexOf(" = ", Piece.Length, StringComparison.Ordinal) is >= 0 and var equals) current![line[Piece.Length..equals]] = line[(equals + 3)..];
        }

        return labels.Count.ToString(CultureInfo.InvariantCulture) == count ? new(Common(labels), Common(annotations), page) : null;
    }

    private static LabelSet Common(List<Dictionary<string, string>> all) =>
        all.Count == 0 ? LabelSet.Empty : LabelSet.From(all[0].Where(pair => all.TrueForAll(other => other.GetValueOrDefault(pair.Key) == pair.Value)));
}
