using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery;

/// <summary>Runs the action of one step: no longer than its limit, and not on when it is told to end.</summary>
internal sealed class StepRun(Runbooks runbooks, CleanText clean, TimeProvider time, ILogger<StepRun> log)
{
    /// <summary>Runs it.</summary>
    /// <param name="move">What to run.</param>
    /// <param name="deadline">When the attempt's time is over.</param>
    /// <param name="ending">Cancelled when the attempt has to end; a step that is uninterruptible finishes all the same.</param>
    /// <param name="lost">Cancelled when the attempt is no longer ours, or the program ends: nothing finishes.</param>
    /// <returns>What came of it, masked and bounded, and whether it was cut because the attempt has to end.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="lost"/> was cancelled.</exception>
    public async Task<(ActionResult Result, bool Cut)> RunAsync(AttemptMove.Run move, DateTimeOffset deadline, CancellationToken ending, CancellationToken lost)
    {
        var step = move.Step.Step;
        using var limit = new CancellationTokenSource(move.Limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, step.Uninterruptible ? CancellationToken.None : ending, lost);
        ActionResult result;
        var start = time.GetTimestamp();
        try
        {
            result = await runbooks.Actions[step.Action].RunAsync(move.Step.Arguments, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            result = new(false, "");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // An action that breaks is a failed step: the attempt has to end with a report whatever happens in it.
            log.LogError(e, "Action {Action} of step {Step} broke", step.Action, step.Name);
            result = new(false, $"{step.Action} broke: {e.Message}");
        }

        lost.ThrowIfCancellationRequested();
        // A step's limit ends with the attempt's time at the latest, and strikes as often before the end as after it.
        var over = ending.IsCancellationRequested || (limit.IsCancellationRequested && time.GetUtcNow() >= deadline);
        var cut = !step.Uninterruptible && over && linked.IsCancellationRequested;
        var took = DurationText.Of(time.GetElapsedTime(start));
        // An action that had to put something back says what came of that.
        var said = result.Sentence.Length > 0 ? $"; {result.Sentence}" : "";
        if (cut) result = result with { Passed = false, Sentence = $"cancelled after {took}{said}" };
        else if (limit.IsCancellationRequested && !result.Passed) result = result with { Sentence = $"{move.Step.Title}: no result within {DurationText.Of(move.Limit)}{said}" };
        return (clean.Of(result), cut);
    }
}
