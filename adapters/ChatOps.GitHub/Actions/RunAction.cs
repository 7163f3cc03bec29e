using System.Globalization;
using ChatOps.Core.Recovery;
using ChatOps.GitHub.Access;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>Looks how a workflow's run ended: the one that is named, else the newest.</summary>
internal sealed class RunAction(WorkflowRuns? runs) : IAction
{
    public string Name => "github-run";

    public string? Unavailable => GitHubActions.Unavailable(runs);

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("repository", ArgumentKind.Text, "The repository: owner/name.", Required: true),
        new("workflow", ArgumentKind.Text, "The workflow's name; any without it."),
        new("branch", ArgumentKind.Text, "The branch; any without it."),
        new("run", ArgumentKind.Text, "The run's number; the newest without it."),
        new("attempt", ArgumentKind.Count, "The attempt that is waited for; one that has failed then is not looked at again. Whichever there is without it."),
    ];

    public IReadOnlyList<string> Values { get; } = ["run", "attempt", "conclusion", "sha"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => GitHubActions.Validate(arguments);

    public string Preview(ActionArguments arguments) => $"look how {(arguments.Text("run") is { } run ? $"run {run}" : $"the newest run of {arguments.Text("workflow") ?? "any workflow"}")} in {arguments.Text("repository")} ended";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var repository = arguments.Text("repository")!;
        GitHubAnswer<WorkflowRun?> found;
        if (arguments.Text("run") is { } number) found = Of(await runs!.GetAsync(repository, long.Parse(number, CultureInfo.InvariantCulture)).ConfigureAwait(false));
        else
        {
            var listed = await runs!.NewestAsync(repository, arguments.Text("branch"), arguments.Text("workflow")).ConfigureAwait(false);
            found = listed is GitHubAnswer<IReadOnlyList<WorkflowRun>>.Good(var all) ? new GitHubAnswer<WorkflowRun?>.Good(all.Count > 0 ? all[0] : null) : listed.As<WorkflowRun?>();
        }

        if (found is not GitHubAnswer<WorkflowRun?>.Good(var run)) return new(false, $"GitHub does not tell of the runs of {repository}: {found.Words}");
        if (run is null) return new(false, $"{repository} has no such run");
        var conclusion = run.Conclusion?.StringValue ?? "";
        var values = new Dictionary<string, string>
        {
            ["run"] = run.Id.ToString(CultureInfo.InvariantCulture),
            ["attempt"] = run.RunAttempt.ToString(CultureInfo.InvariantCulture),
            ["conclusion"] = conclusion,
            ["sha"] = run.HeadSha,
        };
        var what = string.Create(CultureInfo.InvariantCulture, $"{run.Name} #{run.RunNumber}, attempt {run.RunAttempt}, at {run.HeadSha[..Math.Min(7, run.HeadSha.Length)]}");
        var expected = arguments.Count("attempt");
        if (run.RunAttempt < expected) return new(false, string.Create(CultureInfo.InvariantCulture, $"{what}: attempt {expected} has not begun"), null, values);
        return run.Status.StringValue != "completed"
            ? new(false, $"{what} is {run.Status.StringValue.Replace('_', ' ')}", null, values)
            : new(conclusion == "success", $"{what} ended with {conclusion}; success is expected", null, values) { IsFinal = expected is not null };
    }

    private static GitHubAnswer<WorkflowRun?> Of(GitHubAnswer<WorkflowRun> answer) => answer is GitHubAnswer<WorkflowRun>.Good(var run) ? new GitHubAnswer<WorkflowRun?>.Good(run) : answer.As<WorkflowRun?>();
}
