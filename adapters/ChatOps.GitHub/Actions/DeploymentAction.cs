using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Core.Recovery;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Pipelines;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>
/// Looks how the newest deployment to an environment stands. One that failed is compared with the last good one: commits, files, authors, and the change that
/// is likely the reason.
/// </summary>
internal sealed partial class DeploymentAction(WorkflowRuns? runs, Deployments? deployments, TimeProvider time) : IAction
{
    private const int MostShown = 15;
    private const int MostFiles = 5;

    public string Name => "github-deployment";

    public string? Unavailable => GitHubActions.Unavailable(runs);

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("repository", ArgumentKind.Text, "The repository: owner/name.", Required: true),
        new("environment", ArgumentKind.Text, "The environment.", Required: true),
    ];

    public IReadOnlyList<string> Values { get; } = ["sha", "good", "commit", "author"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => GitHubActions.Validate(arguments);

    public string Preview(ActionArguments arguments) => $"look how the deployment of {arguments.Text("repository")} to {arguments.Text("environment")} stands";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var (repository, environment) = (arguments.Text("repository")!, arguments.Text("environment")!);
        var asked = await deployments!.StandingAsync(repository, environment).ConfigureAwait(false);
        if (asked is not GitHubAnswer<DeploymentStanding?>.Good(var standing)) return new(false, $"GitHub does not tell of the deployments of {repository}: {asked.Words}");
        if (standing is null) return new(false, $"nothing of {repository} was deployed to {environment}");
        var values = new Dictionary<string, string> { ["sha"] = standing.Newest.Sha };
        var what = $"the deployment of {standing.Newest.Short} to {environment}";
        if (!standing.HasFailed) return new(standing.IsGood, standing.IsGood ? $"{what} succeeded" : $"{what} is {standing.Last?.State.Replace('_', ' ') ?? "not begun"}; success is expected", null, values);
        var said = OutsideText.Line(standing.Last!.Description, 120);
        var (sentence, lines) = await ComparedAsync(repository, standing, said, values).ConfigureAwait(false);
        return new(false, $"{what} failed{(said.Length > 0 ? $" (\"{said}\")" : "")}; {sentence}", lines.Count == 0 ? null : string.Join('\n', lines), values);
    }

    /// <summary>What is between the last good one and the failed one.</summary>
    private async Task<(string Sentence, IReadOnlyList<string> Lines)> ComparedAsync(string repository, DeploymentStanding standing, string said, Dictionary<string, string> values)
    {
        var log = await LogAsync(repository, standing.Last?.LogUrl).ConfigureAwait(false);
        if (standing.Good is not { } good) return ("none before it succeeded", log);
        var age = $"the last good one ({good.Short}, {DurationText.Of(time.GetUtcNow() - good.CreatedAt)} ago)";
        if (good.Sha == standing.Newest.Sha) return ($"{age} is of the same commit: what changed is not in the repository", log);
        values["good"] = good.Sha;
        var compared = await runs!.CompareAsync(repository, good.Sha, standing.Newest.Sha).ConfigureAwait(false);
        if (compared is not GitHubAnswer<CompareResult>.Good(var between)) return ($"it cannot be compared with {age}: {compared.Words}", log);
        if (between.Commits is not { Count: > 0 } commits) return ($"it is older than {age}", log);
        var newest = commits.Reverse().ToList();
        var suspicion = await Suspicion.AmongAsync(runs, repository, [.. newest.Select(commit => commit.Sha)], [said, .. log], "", isDeployment: true).ConfigureAwait(false);
        if (suspicion is not null) (values["commit"], values["author"]) = (suspicion.Commit.Sha, suspicion.Author);
        var files = (between.Files ?? []).Select(file => file.Filename).ToList();
        var authors = commits.Select(Suspicion.AuthorOf).Distinct(StringComparer.Ordinal).ToList();
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"since {age} {Count(commits.Count, "commit")} by {Listed(authors, MostFiles)} changed {Count(files.Count, "file")}{(files.Count > 0 ? $" ({Listed(files, MostFiles)})" : "")}{(suspicion is null ? "" : $"; {suspicion.Clause}")}");
        return (sentence, [.. newest.Take(MostShown).Select(commit => $"{Suspicion.Short(commit.Sha)} {Suspicion.AuthorOf(commit)}: {Suspicion.MessageOf(commit)}"), .. log]);
    }

    /// <summary>What the run says that deployed, where the status leads to one.</summary>
    private async Task<IReadOnlyList<string>> LogAsync(string repository, string? address)
    {
        if (address is null || RunOf().Match(address) is not { Success: true } match || !match.Groups[1].Value.Equals(repository, StringComparison.OrdinalIgnoreCase)) return [];
        var listed = await runs!.JobsAsync(repository, long.Parse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)).ConfigureAwait(false);
        if (listed is not GitHubAnswer<IReadOnlyList<WorkflowJob>>.Good(var jobs) || PipelineInputs.Of(jobs) is not { } failure) return [];
        return await runs.LogAsync(repository, failure.Id).ConfigureAwait(false) is GitHubAnswer<string>.Good(var text) ? JobLog.Excerpt(text) : [];
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Listed(List<string> names, int most) =>
        names.Count <= most ? string.Join(", ", names) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(most))} and {names.Count - most} more");

    // The run's page, as a workflow names it of itself.
    [GeneratedRegex(@"^https?://[^/?#]+/([^/?#]+/[^/?#]+)/actions/runs/(\d{1,18})(?:[/?#]|$)")]
    private static partial Regex RunOf();
}
