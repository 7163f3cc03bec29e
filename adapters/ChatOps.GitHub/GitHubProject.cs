using System.IO.Enumeration;

namespace ChatOps.GitHub;

/// <summary>A repository whose failed pipelines and deployments are alerts (configuration <c>GitHub:Repositories</c>).</summary>
/// <param name="FullName">Owner and name.</param>
/// <param name="Service">The service that it is; the repository's own name where the configuration says nothing.</param>
/// <param name="Branches">Branches that count, with <c>*</c> for anything; none: the repository's default branch.</param>
/// <param name="Environments">Environments whose deployments count, with <c>*</c> for anything; none: all.</param>
public sealed record GitHubProject(string FullName, string Service, IReadOnlyList<string> Branches, IReadOnlyList<string> Environments)
{
    /// <summary>Whether what happens on this branch counts.</summary>
    public bool HasBranch(string branch, string? usual) => Branches.Count == 0 ? branch == usual : Fits(Branches, branch);

    /// <summary>Whether what is deployed there counts.</summary>
    public bool HasEnvironment(string environment) => Environments.Count == 0 || Fits(Environments, environment);

    private static bool Fits(IReadOnlyList<string> patterns, string text) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false));
}
