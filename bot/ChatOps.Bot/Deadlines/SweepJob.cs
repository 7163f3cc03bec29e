using ChatOps.Core.Intake;
using Quartz;

namespace ChatOps.Bot.Deadlines;

/// <summary>A sweep, triggered every second. All truth is in the rows; the scheduler only says when to look.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Sweeper sweeper) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await sweeper.SweepAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // The database has told the log what to do; the next sweep finds what is still due.
        }
    }
}
