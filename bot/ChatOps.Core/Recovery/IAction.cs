namespace ChatOps.Core.Recovery;

/// <summary>
/// One thing a runbook's step can do (<c>http</c>, <c>command</c>, <c>prometheus</c>, …). The seam to whatever is observed or mended.
/// An action never throws for what the world answers: a refused connection is a result. All but <see cref="RunAsync"/> is pure.
/// </summary>
public interface IAction
{
    /// <summary>The word that a step names it by.</summary>
    string Name { get; }

    /// <summary>Why it cannot be used by this configuration, a clause for people; null when it can. Its steps are then passed over.</summary>
    string? Unavailable => null;

    /// <summary>The arguments it takes.</summary>
    IReadOnlyList<ArgumentRule> Arguments { get; }

    /// <summary>The names of the <see cref="ActionResult.Values"/> it may give, which later steps may use as <c>steps.NAME.VALUE</c>.</summary>
    IReadOnlyList<string> Values { get; }

    /// <summary>
    /// What it can break unless the step says more; a step may raise the risk, never lower it. Null when that hangs on an argument whose template
    /// is not filled in yet.
    /// </summary>
    Risk? RiskOf(ActionArguments arguments);

    /// <summary>What is wrong with these arguments beyond what <see cref="Arguments"/> says of each alone; empty when nothing is.</summary>
    IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments);

    /// <summary>
    /// How a fact is written into the text of an argument so that it stays one value there (percent-encoded in an address, escaped in a query).
    /// </summary>
    /// <param name="argument">The argument's name.</param>
    /// <param name="before">What stands before it in the argument's text.</param>
    /// <param name="value">The value.</param>
    /// <param name="fromCatalog">True for a target of the catalog, which may be more than one value: a whole address, a part of a query.</param>
    string Insert(string argument, string before, string value, bool fromCatalog) => value;

    /// <summary>What it would do, in the imperative (<c>restart checkout.service</c>).</summary>
    string Preview(ActionArguments arguments);

    /// <summary>
    /// Does it. Ends soon after <paramref name="cancellationToken"/> is cancelled: by throwing <see cref="OperationCanceledException"/>, or with what it has.
    /// </summary>
    Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken);
}

/// <summary>What came of it.</summary>
/// <param name="Passed">Whether what the step expects is so.</param>
/// <param name="Sentence">What was seen or done, with number, unit and comparison (<c>checkout answered 503 in 12 ms; 200 is expected</c>).</param>
/// <param name="Output">Bounded raw output for the evidence, or null.</param>
/// <param name="Values">Figures that later steps may use.</param>
public sealed record ActionResult(bool Passed, string Sentence, string? Output = null, IReadOnlyDictionary<string, string>? Values = null)
{
    /// <summary>Whether looking again would show the same: a verify step that did not pass then insists no longer.</summary>
    public bool IsFinal { get; init; }
}
