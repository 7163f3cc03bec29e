namespace ChatOps.Core.Recovery;

/// <summary>
/// One thing a runbook's step can do (<c>http</c>, <c>command</c>, <c>prometheus</c>, …). The seam to whatever is observed or mended.
/// An action never throws for what the world answers: a refused connection is a result.
/// </summary>
public interface IAction
{
    /// <summary>The word that a step names it by.</summary>
    string Name { get; }

    /// <summary>What it can break unless the step says more; a step may raise the risk, never lower it.</summary>
    Risk RiskOf(IReadOnlyDictionary<string, object?> arguments);

    /// <summary>What is wrong with these arguments, a sentence for each; empty when nothing is. Read when runbooks are loaded.</summary>
    IReadOnlyList<string> Validate(IReadOnlyDictionary<string, object?> arguments);

    /// <summary>What it would do, as a sentence (<c>would restart container web-1</c>).</summary>
    string Preview(IReadOnlyDictionary<string, object?> arguments);

    /// <summary>Does it. Ends soon after <paramref name="cancellationToken"/> is cancelled.</summary>
    Task<ActionResult> RunAsync(ActionCall call, CancellationToken cancellationToken);
}

/// <summary>One call of an action.</summary>
/// <param name="Arguments">The step's arguments, templates filled in, as plain data.</param>
/// <param name="Targets">The service's targets by name (rule 6.3).</param>
public sealed record ActionCall(IReadOnlyDictionary<string, object?> Arguments, IReadOnlyDictionary<string, string> Targets);

/// <summary>What came of it.</summary>
/// <param name="Passed">Whether what the step expects is so.</param>
/// <param name="Sentence">What was seen or done, with number, unit and comparison (<c>checkout answered 503 in 12 ms; 200 is expected</c>).</param>
/// <param name="Output">Bounded raw output for the evidence, or null.</param>
/// <param name="Values">Figures that later steps' <c>when</c> may use.</param>
public sealed record ActionResult(bool Passed, string Sentence, string? Output = null, IReadOnlyDictionary<string, string>? Values = null);
