using System.Text.RegularExpressions;

namespace ChatOps.Operations.Programs;

/// <summary>The one line of a program's output that tells why it failed.</summary>
internal static partial class TellingLine
{
    private const int Longest = 200;

    /// <summary>
    /// The first line that calls itself an error, since what follows it is its detail; else the last line. The stream for errors goes before: which of
    /// two streams was read first is chance.
    /// </summary>
    /// <param name="errors">What the program wrote on standard error.</param>
    /// <param name="all">What it wrote on both streams.</param>
    public static string Of(string errors, string all)
    {
        string[] own = Lines(errors), both = Lines(all);
        return OutsideText.Line(own.FirstOrDefault(Error().IsMatch) ?? both.FirstOrDefault(Error().IsMatch) ?? own.LastOrDefault() ?? both.LastOrDefault(), Longest);
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))];

    [GeneratedRegex(@"\b(error|fatal|panic)\b\s*:|^\s*(ERROR|FATAL|PANIC|ERROR!)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Error();
}
