using System.Globalization;

namespace ChatOps.Operations.Prometheus;

/// <summary>Numbers as people read them.</summary>
internal static class Figure
{
    /// <summary>With up to four digits that matter, thousands apart, and the unit: <c>1,234</c>, <c>0.0312 s</c>, <c>91 %</c>.</summary>
    public static string Of(double value, string? unit)
    {
        var text = double.IsInfinity(value) ? value > 0 ? "infinite" : "minus infinite"
            : Math.Abs(value) is >= 1000 and < 1e15 ? value.ToString("#,0", CultureInfo.InvariantCulture)
            : Math.Abs(value) is 0 or (>= 1e-4 and < 1000) ? Rounded(value)
            : value.ToString("G4", CultureInfo.InvariantCulture);
        return unit is null ? text : $"{text} {unit}";
    }

    private static string Rounded(double value)
    {
        var before = value == 0 ? 1 : (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        return Math.Round(value, Math.Clamp(4 - before, 0, 8)).ToString("0.########", CultureInfo.InvariantCulture);
    }
}
