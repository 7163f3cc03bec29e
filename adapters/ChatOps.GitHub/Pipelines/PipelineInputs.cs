using System.Collections.Concurrent;
using ChatOps.Core.Intake;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Payloads;
using Octokit;

namespace ChatOps.GitHub.Pipelines;

/// <summary>Failed pipelines and deployments as alerts; a later success ends them. Events come in any order: an earlier run says nothing after a later one.</summary>
internal sealed class PipelineInputs(IIntake intake, GitHubCalls calls, GitHubOptions options, TimeProvider time)
{
    /// <summary>GitHub gives the whole answer ten seconds.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(3);

    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<string, ((long Run, long Attempt) Turn, DateTimeOffset At)> _last = new(StringComparer.Ordinal);

    /// <summary>What is to be done about this delivery; null: nothing.</summary>
    public Func<CancellationToken, Task>? WorkOf(GitHubDelivery delivery) =>
        PipelineEvent.Of(delivery, options.Projects) is { } told ? token => ServeAsync(told, token) : null;

    private async Task ServeAsync(PipelineEvent told, CancellationToken cancellationToken)
    {
        if (_last.TryGetValue(told.Identity, out var last))
        {
            if (told.Turn.CompareTo(last.Turn) < 0) return;
            // GitHub's times are whole seconds, and of two in one second the later run is the later one.
            if (told.Turn != last.Turn && told.At <= last.At) told = told with { At = last.At + TimeSpan.FromMilliseconds(1) };
        }

        var failure = told is { Failed: true, Run: { } run } ? await FailureAsync(told.Project, run, cancellationToken).ConfigureAwait(false) : null;
        await intake.AcceptAsync([PipelineAlerts.Of(told, failure, time.GetUtcNow())], cancellationToken).ConfigureAwait(false);
        if (_last.Count > MostKnown) _last.Clear();
        _last.AddOrUpdate(told.Identity, (told.Turn, told.At), (_, known) => known.Turn.CompareTo(told.Turn) > 0 ? known : (told.Turn, told.At));
    }

    /// <summary>The job that failed, its step, and what its log says. An incident without them is better than none.</summary>
    private async Task<PipelineFailure?> FailureAsync(GitHubProject project, long run, CancellationToken cancellationToken)
    {
        var (owner, name) = project.FullName.Split('/') is [var left, var right] ? (left, right) : ("", "");
        PipelineFailure? failure = null;
        try
        {
            var listed = await calls.CallAsync(project.FullName, client => client.Actions.Workflows.Jobs.List(owner, name, run)).WaitAsync(MostWait, time, cancellationToken).ConfigureAwait(false);
            failure = listed is GitHubAnswer<WorkflowJobsResponse>.Good(var jobs) ? Of(jobs.Jobs) : null;
            if (failure is null) return null;
            var log = await JobLog.ReadAsync(calls, project.FullName, failure.Id).WaitAsync(MostWait, time, cancellationToken).ConfigureAwait(false);
            return log is GitHubAnswer<string>.Good(var text) ? failure with { Log = JobLog.Excerpt(text) } : failure;
        }
        catch (TimeoutException)
        {
            return failure;
        }
    }

    /// <summary>The first job that failed, and its first step that did.</summary>
    internal static PipelineFailure? Of(IReadOnlyList<WorkflowJob> jobs)
    {
        var job = jobs.FirstOrDefault(job => HasFailed(job.Conclusion));
        return job is null ? null : new PipelineFailure(job.Name, job.Steps?.FirstOrDefault(step => HasFailed(step.Conclusion))?.Name, job.HtmlUrl) { Id = job.Id };
    }

    private static bool HasFailed(StringEnum<WorkflowJobConclusion>? conclusion) => conclusion?.StringValue is "failure" or "timed_out" or "startup_failure";
}
