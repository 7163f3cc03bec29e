using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Core.Recovery;

/// <summary>A duration as runbooks write it: <c>500ms</c>, <c>5s</c>, <c>1m30s</c>, <c>2h</c>.</summary>
public static partial class StepDuration
{
    /// <summary>The longest that is understood.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(31);

    /// <summary>What is allowed, for mistakes.</summary>
    public const string Allowed = "a duration such as 500ms, 5s, 1m30s or 2h";

    private static readonly (string Group, double Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>Reads a duration; false when it is none, is zero, or is longer than <see cref="Most"/>.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(text) || text.Length > 40) return false;
        var match = Shape().Match(text);
        if (!match.Success) return false;
        double milliseconds = 0;
        foreach (var (group, unit) in Units)
        {
            if (match.Groups[group].Success) milliseconds += double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
        }

        if (milliseconds < 1 || milliseconds > Most.TotalMilliseconds) return false;
        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    [GeneratedRegex(@"\A(?=\d)((?<d>\d+)d)?((?<h>\d+)h)?((?<m>\d+)m(?!s))?((?<s>\d+(\.\d+)?)s)?((?<ms>\d+)ms)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
