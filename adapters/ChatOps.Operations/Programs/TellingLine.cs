using System.Text.RegularExpressions;

namespace ChatOps.Operations.Programs;

/// <summary>The one line of a program's output that tells why it failed.</summary>
internal static partial class TellingLine
{
    /// <summary>The first line that calls itself an error, since what follows it is its detail; else the last line.</summary>
    public static string Of(string output, int most = 200)
    {
        var lines = output.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).ToArray();
        return OutsideText.Line(lines.FirstOrDefault(line => Error().IsMatch(line)) ?? lines.LastOrDefault(), most);
    }

    [GeneratedRegex(@"\b(error|fatal|panic)\b\s*:|^\s*(ERROR|FATAL|PANIC|ERROR!)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Error();
}
