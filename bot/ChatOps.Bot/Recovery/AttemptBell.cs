namespace ChatOps.Bot.Recovery;

/// <summary>Rung after a commit that has news for attempts: one is to be started, or a running one was told something. Who misses it finds the row all the same.</summary>
internal sealed class AttemptBell
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when it rings the next time; taken before the rows are read, so that nothing falls between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Waits for the ring that <paramref name="next"/> stands for, and no longer than this.</summary>
    public static async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }
    }
}
