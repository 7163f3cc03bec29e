using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Wait;

/// <summary>Waits: between a restart and the look at it, for a cache to expire.</summary>
internal sealed class WaitAction(TimeProvider time) : IAction
{
    public string Name => "wait";

    public IReadOnlyList<ArgumentRule> Arguments { get; } = [new("for", ArgumentKind.Duration, "How long.", Required: true)];

    public IReadOnlyList<string> Values => [];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => [];

    public string Preview(ActionArguments arguments) => $"wait {DurationText.Of(arguments.Duration("for") ?? TimeSpan.Zero)}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var duration = arguments.Duration("for") ?? TimeSpan.Zero;
        await Task.Delay(duration, time, cancellationToken);
        return new(true, $"waited {DurationText.Of(duration)}");
    }
}
