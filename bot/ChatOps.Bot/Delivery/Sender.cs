using ChatOps.Core.Delivery;

namespace ChatOps.Bot.Delivery;

/// <summary>Sends through one adapter. What an earlier run, or an answer that was lost, may have posted already is asked for first.</summary>
internal sealed class Sender(IChatAdapter adapter, TimeProvider time, ILogger log)
{
    /// <summary>An adapter that has not answered by then is not waited for: its message may or may not have been posted.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    /// <summary>What tells the messages of this database from those of any other; set before anything is sent.</summary>
    public string? Instance { get; set; }

    /// <summary>Sends, and gives the platform's answer; never fails.</summary>
    public async Task<Outcome> SendAsync(Ready ready, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(ready, cancellationToken).WaitAsync(AnswerWithin, time, cancellationToken).ConfigureAwait(false);
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

    private async Task<Outcome> CallAsync(Ready ready, CancellationToken cancellationToken)
    {
        var outgoing = ready.Outgoing with { Key = $"{Instance}-{ready.Key}" };
        if (ready.Row.AskFirst && await adapter.FindAsync(outgoing, cancellationToken).ConfigureAwait(false) is { } found) return new Outcome(ready, found, Asked: true);
        return new Outcome(ready, ready switch
        {
            Ready.Head => await adapter.ShowAsync(outgoing, cancellationToken).ConfigureAwait(false),
            Ready.Fade fade => await adapter.ChangeAsync(outgoing, fade.Shown.Reference, cancellationToken).ConfigureAwait(false),
            _ => await adapter.PostAsync(outgoing, cancellationToken).ConfigureAwait(false),
        });
    }
}
