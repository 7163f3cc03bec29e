using ChatOps.Core.Recovery;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Pipelines;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>Reads what failed in a run: job, step, the lines of the log that tell it, and the commit that is likely the reason, with its author.</summary>
internal sealed class LogAction(WorkflowRuns? runs) : IAction
{
    public string Name => "github-log";

    public string? Unavailable => GitHubActions.Unavailable(runs);

    public IReadOnlyList<ArgumentRule> Arguments => GitHubActions.OfRun;

    public IReadOnlyList<string> Values { get; } = ["job", "step", "commit", "author"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => GitHubActions.Validate(arguments);

    public string Preview(ActionArguments arguments) => $"read what failed in run {arguments.Text("run")} of {arguments.Text("repository")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var (repository, id) = GitHubActions.Of(arguments);
        var listed = await runs!.JobsAsync(repository, id).ConfigureAwait(false);
        if (listed is not GitHubAnswer<IReadOnlyList<WorkflowJob>>.Good(var jobs)) return new(false, $"GitHub does not tell of the jobs of run {id}: {listed.Words}");
        if (PipelineInputs.Of(jobs) is not { } failure) return new(true, $"no job of run {id} failed");
        var job = jobs.First(job => job.Name == failure.Job);
        var log = await runs.LogAsync(repository, job.Id).ConfigureAwait(false);
        var lines = log is GitHubAnswer<string>.Good(var text) ? JobLog.Excerpt(text) : [];
        var suspicion = await SuspectAsync(repository, id, lines).ConfigureAwait(false);
        var values = new Dictionary<string, string> { ["job"] = failure.Job };
        if (failure.Step is { } step) values["step"] = step;
        if (suspicion is not null) (values["commit"], values["author"]) = (suspicion.Commit.Sha, suspicion.Author);
        var sentence = $"job {failure.Job}{(failure.Step is null ? "" : $", step {failure.Step}")} failed{(suspicion is null ? "" : $"; {suspicion.Clause}")}{(log is GitHubAnswer<string>.Good ? "" : $"; its log cannot be read: {log.Words}")}";
        return new(true, sentence, lines.Count == 0 ? null : string.Join('\n', lines), values);
    }

    /// <summary>Of the commits since the last good run, the one that changed a file which the log names; else the newest.</summary>
    private async Task<Suspicion?> SuspectAsync(string repository, long id, IReadOnlyList<string> lines)
    {
        if (await runs!.GetAsync(repository, id).ConfigureAwait(false) is not GitHubAnswer<WorkflowRun>.Good(var run)) return null;
        var newest = await runs.NewestAsync(repository, run.HeadBranch, run.Name).ConfigureAwait(false);
        var good = newest.Got?.FirstOrDefault(one => one.RunNumber < run.RunNumber && one.Conclusion?.StringValue == "success");
        IReadOnlyList<GitHubCommit> commits = good is not null && good.HeadSha != run.HeadSha && await runs.CompareAsync(repository, good.HeadSha, run.HeadSha).ConfigureAwait(false) is GitHubAnswer<CompareResult>.Good(var between)
            ? between.Commits
            : [];
        var since = good is null ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" of {commits.Count} since the last good run (#{good.RunNumber})");
        return await Suspicion.AmongAsync(runs, repository, [.. commits.Reverse().Select(commit => commit.Sha).DefaultIfEmpty(run.HeadSha)], lines, since).ConfigureAwait(false);
    }
}
