using System.Globalization;
using ChatOps.Core.Recovery;
using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>
/// Runs the failed jobs again of the workflow that failed last on a branch, at the same commit. It finds the run itself: what an alert says decides nothing
/// that is acted on. What the jobs publish is published again.
/// </summary>
internal sealed class RerunAction(WorkflowRuns? runs) : IAction
{
    public string Name => "github-rerun";

    public string? Unavailable => GitHubActions.Unavailable(runs);

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("repository", ArgumentKind.Text, "The repository: owner/name.", Required: true),
        new("workflow", ArgumentKind.Text, "The workflow's name; any without it."),
        new("branch", ArgumentKind.Text, "The branch; the repository's default branch without it."),
    ];

    public IReadOnlyList<string> Values { get; } = ["run", "attempt"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Reversible;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => GitHubActions.Validate(arguments);

    public string Preview(ActionArguments arguments) => $"run the failed jobs of {arguments.Text("workflow") ?? "the workflow that failed last"} in {arguments.Text("repository")} again";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var repository = arguments.Text("repository")!;
        var branch = arguments.Text("branch") ?? await runs!.DefaultBranchAsync(repository).ConfigureAwait(false);
        if (branch is null) return new(false, $"GitHub does not tell the default branch of {repository}");
        var listed = await runs!.NewestAsync(repository, branch, arguments.Text("workflow")).ConfigureAwait(false);
        if (listed is not GitHubAnswer<IReadOnlyList<WorkflowRun>>.Good(var newest)) return new(false, $"GitHub does not tell of the runs of {repository}: {listed.Words}");
        // A failure that a later run of the same workflow followed is past.
        var failed = newest.GroupBy(run => run.WorkflowId).Select(workflow => workflow.First()).FirstOrDefault(run => run.Conclusion?.StringValue is ("failure" or "timed_out"));
        if (failed is null) return new(false, $"no workflow of {repository} stands failed on {branch}");
        var answer = await runs.RerunAsync(repository, failed.Id).ConfigureAwait(false);
        var what = string.Create(CultureInfo.InvariantCulture, $"{failed.Name} #{failed.RunNumber} on {branch}");
        return answer is GitHubAnswer<bool>.Good
            ? new(true, $"the failed jobs of {what} were started again", null, new Dictionary<string, string> { ["run"] = failed.Id.ToString(CultureInfo.InvariantCulture), ["attempt"] = (failed.RunAttempt + 1).ToString(CultureInfo.InvariantCulture) })
            : new(false, $"{what} was not started again: {answer.Words}");
    }
}
