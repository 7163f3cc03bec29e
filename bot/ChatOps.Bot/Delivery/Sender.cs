using ChatOps.Core.Delivery;

namespace ChatOps.Bot.Delivery;

/// <summary>Sends through one adapter. What an earlier run, or an answer that was lost, may have posted already is asked for first.</summary>
internal sealed class Sender(IChatAdapter adapter, TimeProvider time, ILogger log)
{
    /// <summary>An adapter that has not answered by then is not waited for: its message may or may not have been posted.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private readonly HashSet<long> _ask = [];
    private long _mayBeSent;

    /// <summary>Messages up to this row were waiting when the program started: a crash may have cut their record off.</summary>
    public void AskUpTo(long post) => _mayBeSent = post;

    /// <summary>From now on the platform is asked for this message before it is sent again, or no more.</summary>
    public void Remember(long post, bool ask)
    {
        if (ask) _ask.Add(post);
        else _ask.Remove(post);
    }

    /// <summary>Sends, and gives the platform's answer; never fails.</summary>
    public async Task<Outcome> SendAsync(Ready ready, CancellationToken cancellationToken)
    {
        var ask = ready is Ready.Message && (ready.Row.Id <= _mayBeSent || _ask.Contains(ready.Row.Id));
        try
        {
            return new Outcome(ready, await CallAsync(ready, ask, cancellationToken).WaitAsync(AnswerWithin, time, cancellationToken).ConfigureAwait(false));
        }
        catch (TimeoutException)
        {
            return new Outcome(ready, new DeliveryResult.Unknown($"no answer within {DurationText.Of(AnswerWithin)}"));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new Outcome(ready, new DeliveryResult.Unknown("the program ended while it was sent"));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The adapter for {Platform} failed on a message to {Place}", adapter.Platform, ready.Outgoing.Place);
            return new Outcome(ready, new DeliveryResult.Unknown(failure.Message));
        }
    }

    private async Task<DeliveryResult> CallAsync(Ready ready, bool ask, CancellationToken cancellationToken)
    {
        if (ask && await adapter.FindAsync(ready.Outgoing, cancellationToken).ConfigureAwait(false) is { } found) return found;
        return ready is Ready.Head
            ? await adapter.ShowAsync(ready.Outgoing, cancellationToken).ConfigureAwait(false)
            : await adapter.PostAsync(ready.Outgoing, cancellationToken).ConfigureAwait(false);
    }
}
