using ChatOps.Core.Delivery;

namespace ChatOps.GitHub;

/// <summary>The labels of an incident's issue: that it is one, its level, state and challenge. Labels of people stay as they are.</summary>
internal static class GitHubLabels
{
    private const string Prefix = GitHubOptions.IncidentLabel + ":";

    /// <summary>Those of an incident that stands so.</summary>
    public static IEnumerable<string> Of(HeadStanding? standing) =>
        standing is null
            ? [GitHubOptions.IncidentLabel]
            : [GitHubOptions.IncidentLabel, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}level-{standing.Level}"), $"{Prefix}{Word(standing.State.ToString())}", $"{Prefix}{standing.Challenge}"];

    /// <summary>Whether a label is one of them.</summary>
    public static bool IsOurs(string label) => label.Equals(GitHubOptions.IncidentLabel, StringComparison.OrdinalIgnoreCase) || label.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static string Word(string state) => string.Concat(state.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
