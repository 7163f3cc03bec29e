using System.Text.RegularExpressions;

namespace ChatOps.Operations;

/// <summary>The lines of a service's log that name an error, in words that most programs use.</summary>
internal static partial class ErrorLine
{
    /// <summary>Whether the line names one.</summary>
    public static bool Is(string line) => Words().IsMatch(line);

    [GeneratedRegex(@"\b(error|fatal|panic|exception|fail(ed|ure)?|cannot|could not|refused|denied|invalid|missing|no space|out of memory|killed)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
