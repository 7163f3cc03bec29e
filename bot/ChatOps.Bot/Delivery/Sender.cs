using ChatOps.Core.Delivery;

namespace ChatOps.Bot.Delivery;

/// <summary>Sends through one adapter. What an earlier run, or an answer that was lost, may have posted already is asked for first.</summary>
internal sealed class Sender(IChatAdapter adapter, ILogger log)
{
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
            if (ask && await adapter.FindAsync(ready.Outgoing, cancellationToken).ConfigureAwait(false) is { } found) return new Outcome(ready, found);
            var result = ready is Ready.Head
                ? await adapter.ShowAsync(ready.Outgoing, cancellationToken).ConfigureAwait(false)
                : await adapter.PostAsync(ready.Outgoing, cancellationToken).ConfigureAwait(false);
            return new Outcome(ready, result);
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
}
