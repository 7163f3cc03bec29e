using ChatOps.Core.Recovery;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Pipelines;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>Reads what failed in a run: job, step, the lines of the log that tell it, and the commit that is likely the reason, with its author.</summary>
internal sealed class LogAction(WorkflowRuns? runs) : IAction
{
    private const int MostCommits = 5;

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
        var (suspect, author, why) = await SuspectAsync(repository, id, lines).ConfigureAwait(false);
        var values = new Dictionary<string, string> { ["job"] = failure.Job };
        if (failure.Step is { } step) values["step"] = step;
        if (suspect is not null) (values["commit"], values["author"]) = (suspect, author!);
        var sentence = $"job {failure.Job}{(failure.Step is null ? "" : $", step {failure.Step}")} failed{why}{(log is GitHubAnswer<string>.Good ? "" : $"; its log cannot be read: {log.Words}")}";
        return new(true, sentence, lines.Count == 0 ? null : string.Join('\n', lines), values);
    }

    /// <summary>Of the commits since the last good run, the one that changed a file which the log names; else the newest.</summary>
    private async Task<(string? Sha, string? Author, string Why)> SuspectAsync(string repository, long id, IReadOnlyList<string> lines)
    {
        if (await runs!.GetAsync(repository, id).ConfigureAwait(false) is not GitHubAnswer<WorkflowRun>.Good(var run)) return (null, null, "");
        var newest = await runs.NewestAsync(repository, run.HeadBranch, run.Name).ConfigureAwait(false);
        var good = newest.Got?.FirstOrDefault(one => one.RunNumber < run.RunNumber && one.Conclusion?.StringValue == "success");
        IReadOnlyList<GitHubCommit> commits = good is not null && good.HeadSha != run.HeadSha && await runs.CompareAsync(repository, good.HeadSha, run.HeadSha).ConfigureAwait(false) is GitHubAnswer<CompareResult>.Good(var between)
            ? between.Commits
            : [];
        var since = good is null ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" of {commits.Count} since the last good run (#{good.RunNumber})");
        GitHubCommit? last = null;
        foreach (var sha in commits.Reverse().Select(commit => commit.Sha).DefaultIfEmpty(run.HeadSha).Take(MostCommits))
        {
            if (await runs.CommitAsync(repository, sha).ConfigureAwait(false) is not GitHubAnswer<GitHubCommit>.Good(var commit)) continue;
            last ??= commit;
            if ((commit.Files ?? []).FirstOrDefault(file => lines.Any(line => Names(line, file.Filename))) is { } named) return Of(commit, $"which changed {named.Filename}{since}");
        }

        return last is null ? (null, null, "") : Of(last, commits.Count > 1 ? $"the newest{since}" : $"the only one{since}".TrimEnd());
    }

    private static (string? Sha, string? Author, string Why) Of(GitHubCommit commit, string why)
    {
        var author = commit.Author?.Login ?? commit.Commit?.Author?.Name ?? "unknown";
        var message = OutsideText.Line(commit.Commit?.Message?.Split('\n', 2)[0], 80);
        return (commit.Sha, author, $"; suspicious is commit {commit.Sha[..Math.Min(7, commit.Sha.Length)]} by {author} (\"{message}\"), {why}");
    }

    private static bool Names(string line, string file) => line.Contains(file, StringComparison.Ordinal) || line.Contains(Path.GetFileName(file), StringComparison.Ordinal);
}
