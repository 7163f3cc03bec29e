using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Prometheus;

/// <summary>Tells what an answer shows: a number with its unit, what is expected, since when it is so, and what it was before.</summary>
/// <param name="What">What the number counts (<c>connections</c>).</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="Threshold">What is expected, or null.</param>
/// <param name="Range">How far back was looked; null for an instant query.</param>
/// <param name="Zone">The zone that times are written in.</param>
internal sealed record Reading(string What, string? Unit, Threshold? Threshold, TimeSpan? Range, TimeZoneInfo Zone)
{
    public ActionResult Of(IReadOnlyList<Series> all, DateTimeOffset now)
    {
        var worst = Worst(all);
        var bad = Threshold is null ? 0 : all.Count(series => !Threshold.Holds(series.Last.Value));
        var values = new Dictionary<string, string>
        {
            ["value"] = worst.Last.Value.ToString("R", CultureInfo.InvariantCulture),
            ["series"] = all.Count.ToString(CultureInfo.InvariantCulture),
            ["failing"] = bad.ToString(CultureInfo.InvariantCulture),
        };
        var name = all.Count == 1 ? What : $"{What} of {worst.Labels}";
        var sentence = $"{name} {Figure.Of(worst.Last.Value, Unit)}";
        if (Threshold is not null) sentence += bad == 0 ? $" ({Threshold.Words(Unit)} is expected)" : $", {Threshold.Words(Unit)} is expected";
        if (Range is not null) sentence += History(worst, now);
        if (all.Count > 1) sentence += string.Create(CultureInfo.InvariantCulture, $"; {(Threshold is null ? $"highest of {all.Count} series" : $"{bad} of {all.Count} series {(bad == 1 ? "is" : "are")} not as expected")}");
        return new(bad == 0, sentence, null, values);
    }

    /// <summary>
    /// The range in which the change is seen better, from just before it on; null where it lies far back, or there was none. A series that is younger than
    /// the range counts as changed when it began.
    /// </summary>
    public TimeSpan? Closer(IReadOnlyList<Series> all, DateTimeOffset now, TimeSpan range, TimeSpan step)
    {
        var samples = Worst(all).Samples;
        var turn = Turn(samples);
        var before = turn > 0 ? samples[turn - 1].At : samples[0].At - step;
        var closer = now - before;
        return closer < range / 4 && closer > TimeSpan.FromSeconds(2) ? closer : null;
    }

    private Series Worst(IReadOnlyList<Series> all) => all.OrderByDescending(series => Threshold?.Badness(series.Last.Value) ?? series.Last.Value).First();

    /// <summary>The sample from which on the last value's side of the threshold holds.</summary>
    private int Turn(IReadOnlyList<Sample> samples)
    {
        if (Threshold is null) return 0;
        var side = Threshold.Holds(samples[^1].Value);
        var turn = samples.Count - 1;
        while (turn > 0 && Threshold.Holds(samples[turn - 1].Value) == side) turn--;
        return turn;
    }

    /// <summary>Since when the last value is on its side of the threshold, and what was before.</summary>
    private string History(Series series, DateTimeOffset now)
    {
        var first = series.Samples[0];
        if (series.Samples.Count < 2) return "";
        var before = $"{Figure.Of(first.Value, Unit)} at {TimeText.Of(first.At, now, Zone)}";
        if (Threshold is null) return $" ({before})";
        var turn = Turn(series.Samples);
        return turn == 0
            ? $" for {DurationText.Of(series.Last.At - first.At)} or longer"
            : $" since {TimeText.Of(series.Samples[turn].At, now, Zone)} ({before})";
    }
}
