using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Approve;

/// <summary>
/// Does nothing, and counts as destructive so that it waits for an approval: the steps after it run only when somebody has agreed. It says what is agreed to.
/// </summary>
internal sealed class ApproveAction : IAction
{
    public string Name => "approve";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("what", ArgumentKind.Text, "What is agreed to, in the imperative.", Required: true),
    ];

    public IReadOnlyList<string> Values { get; } = [];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Destructive;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => [];

    public string Preview(ActionArguments arguments) => OutsideText.Line(arguments.Text("what"), 200);

    public Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken) =>
        Task.FromResult(new ActionResult(true, $"agreed to: {OutsideText.Line(arguments.Text("what"), 200)}"));
}
