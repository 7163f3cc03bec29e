using System.Collections.Concurrent;
using ChatOps.Core.Delivery;
using ChatOps.Core.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Http.LateAnswers;

/// <summary>
/// What is said after an acknowledgement has left. It is on disk before that, is tried until the platform has it, and what a crash left is said at the next
/// start. Words whose arrival cannot be asked for may then be said twice, which is better than not at all.
/// </summary>
/// <typeparam name="TAnswer">An answer, in the platform's own words.</typeparam>
/// <param name="platform">The platform's name.</param>
/// <param name="answers">Where they are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
public abstract class LateAnswering<TAnswer>(string platform, ILateAnswers answers, TimeProvider time, ILogger log) : BackgroundService
    where TAnswer : class
{
    /// <summary>After so long nobody waits for an answer any more.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _end = new();

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _end.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>An answer as it is kept.</summary>
    protected abstract string Write(TAnswer answer);

    /// <summary>Reads what was kept; null when it is none.</summary>
    protected abstract TAnswer? Read(string kept);

    /// <summary>Gives an answer, once.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="since">When it was first to be given.</param>
    /// <param name="mayBeThere">Whether the platform may have it from an earlier try.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected abstract Task<DeliveryResult> TryAsync(TAnswer answer, DateTimeOffset since, bool mayBeThere, CancellationToken cancellationToken);

    /// <summary>Tells the log that an answer was not given.</summary>
    protected abstract void NotGiven(TAnswer answer, string reason);

    /// <summary>Puts an answer on disk; null where the disk takes nothing: it is still said, unless the bot ends before.</summary>
    protected async Task<KeptAnswer?> KeepAsync(TAnswer answer)
    {
        try
        {
            return await answers.KeepAsync(platform, Write(answer), time.GetUtcNow() + Lasts, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Says something beside whatever else is done.</summary>
    protected void Run(Func<CancellationToken, Task> say)
    {
        if (_end.IsCancellationRequested) return;
        var task = Task.Run(() => RunAsync(say));
        _running.TryAdd(task, true);
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Gives an answer until the platform has it, refuses it, or nobody waits any more.</summary>
    protected async Task SayAsync(TAnswer? answer, KeptAnswer? kept, bool mayBeThere, CancellationToken cancellationToken)
    {
        var (since, until) = kept is null ? (time.GetUtcNow(), time.GetUtcNow() + Lasts) : (kept.At, kept.Until);
        var pause = FirstPause;
        while (answer is not null)
        {
            var result = await TryAsync(answer, since, mayBeThere, cancellationToken).ConfigureAwait(false);
            if (result is DeliveryResult.Delivered) break;
            if (result is DeliveryResult.Refused refused)
            {
                NotGiven(answer, refused.Detail);
                break;
            }

            mayBeThere |= result is DeliveryResult.Unknown;
            var wait = result is DeliveryResult.RetryAfter { Delay: { } asked } ? asked : pause;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            if (time.GetUtcNow() + wait >= until)
            {
                NotGiven(answer, "it could not be given within 30 minutes");
                break;
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        if (kept is not null) await answers.ForgetAsync(kept.Id, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Says what an earlier run left.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var kept in await answers.KeptAsync(platform, stoppingToken).ConfigureAwait(false)) Run(token => SayAsync(Read(kept.Answer), kept, mayBeThere: true, token));
                return;
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(LongestPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> say)
    {
        try
        {
            await say(_end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot ends; what was kept is said at the next start.
        }
        catch (StorageUnavailableException away)
        {
            log.LogWarning("An answer on {Platform} is said again at the next start: {Reason}", platform, away.Message);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "An answer on {Platform} was not finished", platform);
        }
    }
}
