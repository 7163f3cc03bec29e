using System.IO.Enumeration;
using ChatOps.Core.Recovery;

namespace ChatOps.GitHub;

/// <summary>A repository whose failed pipelines and deployments are alerts (configuration <c>GitHub:Repositories</c>).</summary>
/// <param name="FullName">Owner and name.</param>
/// <param name="Service">The service that it is; the repository's own name where the configuration says nothing.</param>
/// <param name="Branches">Branches that count, with <c>*</c> for anything; none: the repository's default branch.</param>
/// <param name="Environments">Environments whose deployments count, with <c>*</c> for anything; none: all.</param>
public sealed record GitHubProject(string FullName, string Service, IReadOnlyList<string> Branches, IReadOnlyList<string> Environments)
{
    /// <summary>The workflow that puts back what was deployed last; null: there is none.</summary>
    public GitHubRollback? Rollback { get; init; }

    /// <summary>Whether what happens on this branch counts.</summary>
    public bool HasBranch(string branch, string? usual) => Branches.Count == 0 ? branch == usual : Fits(Branches, branch);

    /// <summary>Whether what is deployed there counts.</summary>
    public bool HasEnvironment(string environment) => Environments.Count == 0 || Fits(Environments, environment);

    private static bool Fits(IReadOnlyList<string> patterns, string text) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false));
}

/// <summary>The workflow that puts an environment back (configuration <c>GitHub:Repositories:{owner/name}:Rollback</c>); it takes the inputs <c>environment</c> and <c>sha</c>.</summary>
/// <param name="Workflow">Its file (<c>rollback.yml</c>).</param>
/// <param name="Ref">The branch that it is run on; null: the default branch.</param>
/// <param name="Risk">What it can break: an approval is waited for unless this says <see cref="Risk.Reversible"/>.</param>
public sealed record GitHubRollback(string Workflow, string? Ref, Risk Risk)
{
    /// <summary>Whether a text names a workflow's file.</summary>
    public static bool IsFile(string text) =>
        (text.EndsWith(".yml", StringComparison.Ordinal) || text.EndsWith(".yaml", StringComparison.Ordinal)) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
