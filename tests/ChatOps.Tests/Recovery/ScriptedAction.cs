using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>An action whose results are written down beforehand; it remembers what it was called with.</summary>
internal sealed class ScriptedAction(string name, Risk? risk, params ActionResult[] results) : IAction
{
    private int _next;

    public List<ActionArguments> Calls { get; } = [];

    public string Name => name;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("target", ArgumentKind.Text, "What it is about."),
        new("words", ArgumentKind.List, "Further words."),
        new("pairs", ArgumentKind.Map, "Names with values."),
        new("limit", ArgumentKind.Count, "A number."),
        new("mode", ArgumentKind.Choice, "How.", Choices: ["soft", "hard"], Fixed: true),
        new("pause", ArgumentKind.Duration, "A pause."),
    ];

    public IReadOnlyList<string> Values { get; } = ["value"];

    public Risk? RiskOf(ActionArguments arguments) => risk;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) => [];

    public string Preview(ActionArguments arguments) => $"{name} {arguments.Text("target")}";

    public Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken) => Task.FromResult(Take(arguments));

    /// <summary>The next result; the last one again and again once they are used up.</summary>
    public ActionResult Take(ActionArguments arguments)
    {
        Calls.Add(arguments);
        return results.Length == 0 ? new(true, $"{name} did") : results[Math.Min(_next++, results.Length - 1)];
    }
}
