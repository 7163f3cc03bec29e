using System.Text.RegularExpressions;
using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>Which of some commits is likely the reason of a failure.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Why">Why this one, a clause.</param>
internal sealed partial record Suspicion(GitHubCommit Commit, string Author, string Why)
{
    /// <summary>So many of the newest are looked at.</summary>
    private const int MostCommits = 5;

    /// <summary>It in a clause.</summary>
    public string Clause => $"suspicious is commit {Short(Commit.Sha)} by {Author} (\"{MessageOf(Commit)}\"), {Why}";

    /// <summary>
    /// Of the newest commits the one that changed a file which is named in the words; then, for a deployment, one that changed how it is deployed; else the
    /// newest. Null where GitHub tells of none.
    /// </summary>
    /// <param name="runs">Where commits are asked for.</param>
    /// <param name="repository">Owner and name.</param>
    /// <param name="shas">The commits, the newest first.</param>
    /// <param name="words">What was said of the failure, line by line.</param>
    /// <param name="since">Ends the reason: since when these are the commits; empty where there is nothing to say.</param>
    /// <param name="isDeployment">Whether a deployment failed.</param>
    public static async Task<Suspicion?> AmongAsync(WorkflowRuns runs, string repository, IReadOnlyList<string> shas, IReadOnlyList<string> words, string since, bool isDeployment = false)
    {
        var seen = new List<GitHubCommit>();
        foreach (var sha in shas.Take(MostCommits))
        {
            if (await runs.CommitAsync(repository, sha).ConfigureAwait(false) is not GitHubAnswer<GitHubCommit>.Good(var commit)) continue;
            if (Changed(commit, file => words.Any(line => Names(line, file))) is { } named) return Of(commit, $"which changed {named}{since}");
            seen.Add(commit);
        }

        foreach (var commit in seen.Where(_ => isDeployment))
        {
            if (Changed(commit, DeploysBy().IsMatch) is { } file) return Of(commit, $"which changed {file}{since}");
        }

        return seen.Count == 0 ? null : Of(seen[0], shas.Count > 1 ? $"the newest{since}" : $"the only one{since}".TrimEnd());
    }

    /// <summary>A commit's name as people write it.</summary>
    public static string Short(string sha) => sha[..Math.Min(7, sha.Length)];

    /// <summary>Who wrote a commit.</summary>
    public static string AuthorOf(GitHubCommit commit) => commit.Author?.Login ?? commit.Commit?.Author?.Name ?? "unknown";

    /// <summary>The first line of what a commit says.</summary>
    public static string MessageOf(GitHubCommit commit) => OutsideText.Line(commit.Commit?.Message?.Split('\n', 2)[0], 80);

    private static Suspicion Of(GitHubCommit commit, string why) => new(commit, AuthorOf(commit), why);

    private static string? Changed(GitHubCommit commit, Func<string, bool> fits) => (commit.Files ?? []).Select(file => file.Filename).FirstOrDefault(fits);

    private static bool Names(string line, string file) => line.Contains(file, StringComparison.Ordinal) || line.Contains(Path.GetFileName(file), StringComparison.Ordinal);

    [GeneratedRegex(@"(?:^|/)(?:(?:Dockerfile|Containerfile|docker-compose|compose|values|kustomization|Chart|appsettings)(?:[.-][^/]*)?|Procfile|\.env[^/]*)$|(?:^|/)(?:deploy|deployments?|k8s|kubernetes|helm|charts|manifests|terraform|infra|migrations?|config)/|\.tf$", RegexOptions.IgnoreCase)]
    private static partial Regex DeploysBy();
}
