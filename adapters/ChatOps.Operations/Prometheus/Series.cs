namespace ChatOps.Operations.Prometheus;

/// <summary>One series of an answer.</summary>
/// <param name="Labels">Its labels as Prometheus writes them, the metric's name left out; empty when it has none.</param>
/// <param name="Samples">Its samples, oldest first; never empty. Those that are no number are left out.</param>
internal sealed record Series(string Labels, IReadOnlyList<Sample> Samples)
{
    public Sample Last => Samples[^1];
}

/// <summary>One sample.</summary>
/// <param name="At">When.</param>
/// <param name="Value">The value; may be infinite.</param>
internal readonly record struct Sample(DateTimeOffset At, double Value);
