using System.Collections.Concurrent;
using ChatOps.Core.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Teams.Inputs;

/// <summary>What is said after an answer has left. It is the answer's second half and no more: what has to arrive goes through the outbox.</summary>
internal sealed class FollowUps(ILogger<FollowUps> log) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _end = new();

    /// <summary>Starts what follows an answer, if anything does.</summary>
    public void Start(TeamsReply reply)
    {
        if (reply.Then is not { } then || _end.IsCancellationRequested) return;
        var task = Task.Run(() => RunAsync(then));
        _running.TryAdd(task, true);
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private async Task RunAsync(Func<CancellationToken, Task> then)
    {
        try
        {
            await then(_end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot ends.
        }
        catch (StorageUnavailableException away)
        {
            log.LogWarning("An answer in Teams was not finished: {Reason}", away.Message);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "An answer in Teams was not finished");
        }
    }
}
