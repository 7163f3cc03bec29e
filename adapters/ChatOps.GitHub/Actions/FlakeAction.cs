using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Core.Recovery;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Pipelines;
using Octokit;

namespace ChatOps.GitHub.Actions;

/// <summary>
/// Tells a flake from an error: by patterns of what has nothing to do with the code, and by the history of the job. A run that failed in the same job when
/// it was run again is an error.
/// </summary>
internal sealed partial class FlakeAction(WorkflowRuns? runs) : IAction
{
    private const int MostLookedAt = 3;

    public string Name => "github-flake";

    public string? Unavailable => GitHubActions.Unavailable(runs);

    public IReadOnlyList<ArgumentRule> Arguments { get; } = [.. GitHubActions.OfRun, new("patterns", ArgumentKind.List, "Texts that mark a flake in the log, beside those that are known.")];

    public IReadOnlyList<string> Values { get; } = ["reason"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => GitHubActions.Validate(arguments);

    public string Preview(ActionArguments arguments) => $"tell whether run {arguments.Text("run")} of {arguments.Text("repository")} is a flake";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var (repository, id) = GitHubActions.Of(arguments);
        var listed = await runs!.JobsAsync(repository, id).ConfigureAwait(false);
        var asked = await runs.GetAsync(repository, id).ConfigureAwait(false);
        if (listed is not GitHubAnswer<IReadOnlyList<WorkflowJob>>.Good(var jobs) || asked is not GitHubAnswer<WorkflowRun>.Good(var run)) return new(false, $"unknown: GitHub does not tell of run {id}");
        if (PipelineInputs.Of(jobs) is not { } failure) return new(false, $"no job of run {id} failed");
        if (run.RunAttempt > 1 && await FailedFirstAsync(repository, id, failure.Job).ConfigureAwait(false)) return Error($"{failure.Job} failed again when it was run again");
        var log = await runs.LogAsync(repository, jobs.First(job => job.Name == failure.Job).Id).ConfigureAwait(false);
        var line = log is GitHubAnswer<string>.Good(var text) ? JobLog.Excerpt(text).LastOrDefault(line => Known().IsMatch(line) || arguments.List("patterns").Any(pattern => line.Contains(pattern, StringComparison.OrdinalIgnoreCase))) : null;
        if (line is not null) return Flake($"\"{line}\" has nothing to do with the code");
        var healed = await HealedAsync(repository, run, failure.Job).ConfigureAwait(false);
        return healed > 0 ? Flake(string.Create(CultureInfo.InvariantCulture, $"{failure.Job} passed {healed} times lately when it was run again on the same commit")) : Error($"no known pattern in its log, and {failure.Job} was not mended by running it again lately");
    }

    /// <summary>How many runs of late failed in this job and succeeded when they were run again.</summary>
    private async Task<int> HealedAsync(string repository, WorkflowRun run, string job)
    {
        var newest = await runs!.NewestAsync(repository, run.HeadBranch, run.Name).ConfigureAwait(false);
        var healed = 0;
        foreach (var other in (newest.Got ?? []).Where(other => other.Id != run.Id && other.RunAttempt > 1 && other.Conclusion?.StringValue == "success").Take(MostLookedAt))
        {
            if (await FailedFirstAsync(repository, other.Id, job).ConfigureAwait(false)) healed++;
        }

        return healed;
    }

    private async Task<bool> FailedFirstAsync(string repository, long run, string job) =>
        await runs!.JobsAsync(repository, run, attempt: 1).ConfigureAwait(false) is GitHubAnswer<IReadOnlyList<WorkflowJob>>.Good(var jobs) && jobs.Any(one => one.Name == job && one.Conclusion?.StringValue is ("failure" or "timed_out"));

    private static ActionResult Flake(string reason) => new(true, $"it looks like a flake: {reason}", null, new Dictionary<string, string> { ["reason"] = reason });

    private static ActionResult Error(string reason) => new(false, $"it looks like an error: {reason}", null, new Dictionary<string, string> { ["reason"] = reason });

    [GeneratedRegex(@"ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|connection (?:was )?(?:reset|refused|timed out|closed)|i/o timeout|TLS handshake timeout|temporary failure in name resolution|could not resolve host|network is unreachable|\b(?:429 too many requests|50[234] (?:bad gateway|service unavailable|gateway time-?out))\b|no space left on device|the (?:self-)?hosted runner.*lost communication|the runner has received a shutdown signal|unexpected EOF|registry.*(?:timeout|unavailable)", RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
