using System.Text.RegularExpressions;
using ChatOps.GitHub.Access;

namespace ChatOps.GitHub.Pipelines;

/// <summary>A job's log, and the lines of it that tell what went wrong.</summary>
internal static partial class JobLog
{
    /// <summary>So many lines are shown.</summary>
    public const int MostLines = 10;

    private const int LongestLine = 85;

    /// <summary>Reads a job's log, if it is not longer than any answer may be. It is on another host, which is not shown the token.</summary>
    public static Task<GitHubAnswer<string>> ReadAsync(GitHubCalls calls, string repository, long job)
    {
        var (owner, name) = repository.Split('/') is [var left, var right] ? (left, right) : ("", "");
        return calls.CallAsync(repository, client => client.Actions.Workflows.Jobs.GetLogs(owner, name, job));
    }

    /// <summary>The lines that end with the last one that reads like an error; the last ones where none does.</summary>
    public static IReadOnlyList<string> Excerpt(string log)
    {
        var lines = log.ReplaceLineEndings("\n").Split('\n').Select(Plain).Where(line => line.Length > 0).ToList();
        // What the runner says at the end names only the exit code.
        var last = lines.FindLastIndex(line => Error().IsMatch(line) && !Exit().IsMatch(line));
        var end = last < 0 ? lines.Count : Math.Min(lines.Count, last + 2);
        return lines[Math.Max(0, end - MostLines)..end];
    }

    /// <summary>A line without the runner's time stamp and marks.</summary>
    private static string Plain(string line) => OutsideText.Line(Mark().Replace(Stamp().Replace(line, ""), ""), LongestLine);

    [GeneratedRegex(@"^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z ?")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"^##\[[a-z]+\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\b(?:error|err!|fail(?:ed|ure|ures)?|fatal|exception|panic|assert(?:ion)?|expected|traceback|timed? ?out|cannot|could not|refused|reset|denied)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Error();

    [GeneratedRegex(@"Process completed with exit code \d+|exit status \d+", RegexOptions.IgnoreCase)]
    private static partial Regex Exit();
}
