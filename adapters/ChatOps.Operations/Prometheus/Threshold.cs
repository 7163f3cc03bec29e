using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Prometheus;

/// <summary>What values are expected to be.</summary>
/// <param name="Argument">The argument that says it.</param>
/// <param name="Limit">The figure.</param>
internal sealed record Threshold(string Argument, double Limit)
{
    public static readonly IReadOnlyList<string> Arguments = ["below", "atMost", "above", "atLeast", "equals"];

    /// <summary>The threshold that the arguments give, or null.</summary>
    public static Threshold? From(ActionArguments arguments) =>
        Arguments.Where(name => arguments.Number(name) is not null).Select(name => new Threshold(name, arguments.Number(name)!.Value)).FirstOrDefault();

    public bool Holds(double value) => Argument switch
    {
        "below" => value < Limit,
        "atMost" => value <= Limit,
        "above" => value > Limit,
        "atLeast" => value >= Limit,
        _ => value == Limit,
    };

    /// <summary>How far a value is on the bad side: of several series the one with the highest figure is told about.</summary>
    public double Badness(double value) => Argument switch
    {
        "below" or "atMost" => value,
        "above" or "atLeast" => -value,
        _ => Math.Abs(value - Limit),
    };

    /// <summary>In words: <c>below 90 %</c>.</summary>
    public string Words(string? unit) => (Argument switch { "atMost" => "at most ", "atLeast" => "at least ", "equals" => "", _ => Argument + " " }) + Figure.Of(Limit, unit);
}
