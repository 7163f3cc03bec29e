using ChatOps.Core.Intake;
using ChatOps.GitHub.Payloads;
using ChatOps.GitHub.Pipelines;

namespace ChatOps.GitHub.Inputs;

/// <summary>
/// Takes what GitHub delivers, each delivery once, also over restarts: its id is on disk before the answer leaves. Events that are not known are taken
/// and left alone: GitHub adds some without notice.
/// </summary>
internal sealed class GitHubInputs(IChatDesk desk, DeliveryMemory memory, CommentInputs comments, IssueInputs issues, PipelineInputs pipelines)
{
    /// <summary>Serves one; returns after its commit.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored.</exception>
    public Task TakeAsync(GitHubDelivery delivery, CancellationToken cancellationToken)
    {
        var id = $"{GitHubOptions.Platform}:{delivery.Id}";
        return memory.OnceAsync(id, async () =>
        {
            if (WorkOf(delivery) is { } work && !await desk.HasSeenAsync(id, cancellationToken).ConfigureAwait(false)) await work(cancellationToken).ConfigureAwait(false);
            await desk.SeenAsync(id, cancellationToken).ConfigureAwait(false);
        });
    }

    private Func<CancellationToken, Task>? WorkOf(GitHubDelivery delivery) => delivery.Event switch
    {
        "issue_comment" => comments.WorkOf(delivery),
        "issues" => issues.WorkOf(delivery),
        "workflow_run" or "check_run" or "check_suite" or "deployment_status" => pipelines.WorkOf(delivery),
        _ => null,
    };
}
