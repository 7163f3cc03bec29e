using System.Globalization;
using ChatOps.Core.Recovery;
using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>
/// Starts the workflow that the configuration names, which puts an environment back to its last good deployment. It finds environment and commit itself:
/// what an alert says decides nothing that is acted on.
/// </summary>
internal sealed class RollbackAction(WorkflowRuns? runs, Deployments? deployments, IReadOnlyList<GitHubProject> projects, TimeProvider time) : IAction
{
    private const string ByHand = "workflow_dispatch";

    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public string Name => "github-rollback";

    public string? Unavailable => GitHubActions.Unavailable(runs);

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("repository", ArgumentKind.Text, "The repository: owner/name.", Required: true),
        new("environment", ArgumentKind.Text, "The environment; the one that stands failed without it."),
    ];

    public IReadOnlyList<string> Values { get; } = ["run", "sha"];

    public Risk? RiskOf(ActionArguments arguments) =>
        arguments.Text("repository") is not { } repository || runs is null ? null
        // Where nothing can be rolled back, nobody is asked for an approval.
        : Of(repository)?.Rollback?.Risk ?? Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => GitHubActions.Validate(arguments);

    public string Preview(ActionArguments arguments) => $"roll {arguments.Text("repository")} back to its last good deployment by {Of(arguments.Text("repository") ?? "")?.Rollback?.Workflow ?? "a workflow"}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var repository = arguments.Text("repository")!;
        if (Of(repository) is not { Rollback: { } rollback } project) return new(false, $"no workflow rolls {repository} back (GitHub:Repositories:{repository}:Rollback:Workflow)");
        var (failed, why) = await FailedAsync(project, arguments.Text("environment")).ConfigureAwait(false);
        if (failed is null) return new(false, why);
        var target = failed.Good!;
        var branch = rollback.Ref ?? await runs!.DefaultBranchAsync(repository).ConfigureAwait(false);
        if (branch is null) return new(false, $"GitHub does not tell the default branch of {repository}");
        var before = await NewestAsync(repository, rollback.Workflow, branch).ConfigureAwait(false);
        if (before is not GitHubAnswer<long>.Good(var last)) return new(false, $"{rollback.Workflow} was not started: GitHub does not tell of its runs: {before.Words}");
        var inputs = new Dictionary<string, string> { ["environment"] = failed.Newest.Environment ?? "", ["sha"] = target.Sha };
        var started = await runs!.DispatchAsync(repository, rollback.Workflow, branch, inputs).ConfigureAwait(false);
        if (started is not (GitHubAnswer<long?>.Good or GitHubAnswer<long?>.Lost)) return new(false, $"{rollback.Workflow} was not started: {started.Words}");
        // Where the answer was lost it is looked for all the same: it may have begun.
        var run = started.Got ?? await SeenAsync(repository, rollback.Workflow, branch, last, cancellationToken).ConfigureAwait(false);
        var what = $"{rollback.Workflow} on {branch} to put {failed.Newest.Environment} back to {target.Short}";
        return run is { } number
            ? new(true, string.Create(CultureInfo.InvariantCulture, $"started {what} (run {number})"), null, new Dictionary<string, string> { ["run"] = number.ToString(CultureInfo.InvariantCulture), ["sha"] = target.Sha })
            : new(false, $"asked for {what}, and no run of it was to be seen after {DurationText.Of(SeenWithin)}");
    }

    /// <summary>The environment that stands failed and has a good deployment to go back to; null and why where there is not exactly one.</summary>
    private async Task<(DeploymentStanding? Failed, string Why)> FailedAsync(GitHubProject project, string? environment)
    {
        var asked = await deployments!.StandingsAsync(project.FullName, name => environment is null ? project.HasEnvironment(name) : name == environment).ConfigureAwait(false);
        if (asked is not GitHubAnswer<IReadOnlyList<DeploymentStanding>>.Good(var standings)) return (null, $"GitHub does not tell of the deployments of {project.FullName}: {asked.Words}");
        return standings.Where(standing => standing.HasFailed).ToList() switch
        {
            [] => (null, standings.FirstOrDefault(standing => standing.IsUnderWay) is { } other ? $"a deployment of {project.FullName} to {other.Newest.Environment} is under way" : $"no deployment of {project.FullName} stands failed"),
            [{ Good: null } one] => (null, $"no deployment to {one.Newest.Environment} before {one.Newest.Short} succeeded"),
            [{ Good: { } good } one] when good.Sha == one.Newest.Sha => (null, $"the last good deployment to {one.Newest.Environment} is of the same commit, {good.Short}"),
            [var one] => (one, ""),
            var many => (null, $"{string.Join(" and ", many.Select(one => one.Newest.Environment))} stand failed, and which one is meant is not known"),
        };
    }

    private async Task<long?> SeenAsync(string repository, string workflow, string branch, long last, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + SeenWithin;
        while (time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, time, cancellationToken).ConfigureAwait(false);
            if (await NewestAsync(repository, workflow, branch).ConfigureAwait(false) is GitHubAnswer<long>.Good(var newest) && newest > last) return newest;
        }

        return null;
    }

    /// <summary>The number of the workflow's newest run that somebody started by hand; 0: there is none.</summary>
    private async Task<GitHubAnswer<long>> NewestAsync(string repository, string workflow, string branch)
    {
        var listed = await runs!.StartedAsync(repository, workflow, branch, ByHand).ConfigureAwait(false);
        return listed is GitHubAnswer<WorkflowRunsResponse>.Good(var all) ? new GitHubAnswer<long>.Good(all.WorkflowRuns.Select(run => run.Id).DefaultIfEmpty().Max()) : listed.As<long>();
    }

    private GitHubProject? Of(string repository) => projects.FirstOrDefault(project => project.FullName.Equals(repository, StringComparison.OrdinalIgnoreCase));
}
