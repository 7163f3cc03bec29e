using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>An action whose doing the test writes.</summary>
internal sealed class LiveAction(string name, Risk risk, Func<ActionArguments, CancellationToken, Task<ActionResult>> run) : IAction
{
    private int _calls;

    public LiveAction(string name, Risk risk, Func<bool> passes)
        : this(name, risk, (_, _) => Task.FromResult(passes() ? new ActionResult(true, $"{name} is well") : new ActionResult(false, $"{name} is not well")))
    {
    }

    public int Calls => _calls;

    public string Name => name;

    public IReadOnlyList<ArgumentRule> Arguments { get; } = [new("target", ArgumentKind.Text, "What it is about.")];

    public IReadOnlyList<string> Values { get; } = ["value"];

    public Risk? RiskOf(ActionArguments arguments) => risk;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => [];

    public string Preview(ActionArguments arguments) => $"{name} {arguments.Text("target")}";

    public Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return run(arguments, cancellationToken);
    }
}
