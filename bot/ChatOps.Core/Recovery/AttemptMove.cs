namespace ChatOps.Core.Recovery;

/// <summary>What an attempt does next.</summary>
public abstract record AttemptMove
{
    private AttemptMove()
    {
    }

    /// <summary>Run the action of a step, once; for a verify step, one try.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Limit">When it is given up.</param>
    /// <param name="FirstTry">False for the further tries of a verify step.</param>
    /// <param name="OnPlansApproval">True: it runs by the approval that the plan brings (rule 6.2).</param>
    public sealed record Run(PreparedStep Step, TimeSpan Limit, bool FirstTry, bool OnPlansApproval = false) : AttemptMove;

    /// <summary>Record a step that does not run.</summary>
    /// <param name="Record">What became of it.</param>
    public sealed record Conclude(StepRecord Record) : AttemptMove;

    /// <summary>Ask for an approval.</summary>
    /// <param name="Approval">What is asked, of whom, until when.</param>
    public sealed record Ask(OfferedApproval Approval) : AttemptMove;

    /// <summary>Take these targets, so that no other attempt acts on them (rule 6.5).</summary>
    /// <param name="Targets">The targets.</param>
    public sealed record Hold(IReadOnlyList<string> Targets) : AttemptMove;

    /// <summary>Nothing until then, or until it is told something.</summary>
    /// <param name="Until">When to ask again.</param>
    public sealed record Wait(DateTimeOffset Until) : AttemptMove;

    /// <summary>It is over.</summary>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Report">What it did and showed.</param>
    public sealed record End(AttemptOutcome Outcome, AttemptReport Report) : AttemptMove;
}
