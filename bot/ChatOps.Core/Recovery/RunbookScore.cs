using System.Globalization;

namespace ChatOps.Core.Recovery;

/// <summary>How often a runbook mended a challenge of a service, ever. Only attempts that passed or failed count: what was rejected, put off or cut short proves nothing.</summary>
/// <param name="Passed">How often its verify passed.</param>
/// <param name="Failed">How often it did not.</param>
public sealed record RunbookScore(int Passed, int Failed)
{
    /// <summary>Never tried.</summary>
    public static readonly RunbookScore None = new(0, 0);

    /// <summary>How often it was tried.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Tried => Passed + Failed;

    /// <summary><c>mended this 5 of 5 times</c>, <c>never helped here (0 of 4)</c>; null when it was never tried.</summary>
    public string? InWords() =>
        Tried == 0 ? null
        : Passed == 0 ? string.Create(CultureInfo.InvariantCulture, $"never helped here (0 of {Tried})")
        : string.Create(CultureInfo.InvariantCulture, $"mended this {Passed} of {Tried} time{(Tried == 1 ? "" : "s")}");

    /// <summary>The score after an attempt.</summary>
    public RunbookScore After(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Passed => this with { Passed = Passed + 1 },
        AttemptOutcome.Failed or AttemptOutcome.TimedOut => this with { Failed = Failed + 1 },
        _ => this,
    };

    /// <summary>The score after an attempt that had passed has failed after all (rule 2.9).</summary>
    public RunbookScore TakenBack() => new(Math.Max(0, Passed - 1), Failed + 1);
}
