using System.Runtime.CompilerServices;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>
/// Writes lines: <c>Line.Of($"{id:strong} · since {at}")</c>. What stands in the source is ours; every value is data and becomes a run of its own
/// kind, cleaned and bounded. So nothing that came from outside can become markup.
/// </summary>
public static class Line
{
    /// <summary>The pieces of a line. Strings take <c>strong</c>, <c>code</c> or <c>mention</c> as a format; instants become <see cref="Run.Time"/>.</summary>
    public static IReadOnlyList<Run> Of(LineBuilder line) => line.Runs();

    /// <summary>The lines joined by a separator.</summary>
    public static IReadOnlyList<Run> Join(string separator, IEnumerable<IReadOnlyList<Run>> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var runs = new List<Run>();
        foreach (var part in parts)
        {
            if (part.Count == 0) continue;
            if (runs.Count > 0) runs.Add(new Run.Text(separator));
            runs.AddRange(part);
        }

        return Merged(runs);
    }

    internal static IReadOnlyList<Run> Merged(IReadOnlyList<Run> runs)
    {
        var merged = new List<Run>(runs.Count);
        foreach (var run in runs)
        {
            if (run is Run.Text text && merged.Count > 0 && merged[^1] is Run.Text before) merged[^1] = new Run.Text(before.Value + text.Value);
            else merged.Add(run);
        }

        return merged;
    }
}

/// <summary>What an interpolated line becomes.</summary>
[InterpolatedStringHandler]
public readonly ref struct LineBuilder
{
    private readonly List<Run> _runs;

    /// <summary>Called by the compiler.</summary>
    public LineBuilder(int literalLength, int formattedCount) => _runs = new List<Run>((2 * formattedCount) + Math.Min(1, literalLength));

    /// <summary>Our own words.</summary>
    public void AppendLiteral(string value) => _runs.Add(new Run.Text(value));

    /// <summary>Data, plain.</summary>
    public void AppendFormatted(string? value) => Append(value, null);

    /// <summary>Data as the format says: <c>strong</c>, <c>code</c>, <c>mention</c>.</summary>
    public void AppendFormatted(string? value, string format) => Append(value, format);

    /// <summary>An incident's id.</summary>
    public void AppendFormatted(IncidentId value, string? format = null) => Append(value.ToString(), format);

    /// <summary>A count.</summary>
    public void AppendFormatted(int value) => _runs.Add(new Run.Text(value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>A duration in its largest two units.</summary>
    public void AppendFormatted(TimeSpan value) => _runs.Add(new Run.Text(DurationText.Of(value)));

    /// <summary>An instant.</summary>
    public void AppendFormatted(DateTimeOffset value) => _runs.Add(new Run.Time(value));

    /// <summary>One piece.</summary>
    public void AppendFormatted(Run value) => _runs.Add(value);

    /// <summary>Pieces.</summary>
    public void AppendFormatted(IReadOnlyList<Run> value) => _runs.AddRange(value);

    internal IReadOnlyList<Run> Runs() => Line.Merged(_runs);

    private void Append(string? value, string? format)
    {
        var clean = OutsideText.Line(value);
        if (clean.Length == 0) return;
        // What we put together ourselves may begin with the space that parts it from the words before.
        if (format is null && value![0] == ' ') clean = " " + clean;
        _runs.Add(format switch
        {
            "strong" => new Run.Strong(clean),
            "code" => new Run.Code(clean),
            "mention" => new Run.Mention(clean),
            _ => new Run.Text(clean),
        });
    }
}
