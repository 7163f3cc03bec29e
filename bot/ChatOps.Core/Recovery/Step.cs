namespace ChatOps.Core.Recovery;

/// <summary>One step of a runbook.</summary>
/// <param name="Name">Unique in the runbook: lower-case letters, digits and dashes.</param>
/// <param name="Phase">What it is for.</param>
/// <param name="Action">The action it calls.</param>
/// <param name="Title">What it does, in the imperative, for people; null: the action says it.</param>
/// <param name="Arguments">The action's arguments.</param>
/// <param name="Timeout">When it is given up.</param>
/// <param name="Risk">The risk that the runbook states; null: what the action says. Only ever raises it.</param>
/// <param name="When">It is skipped unless this holds; null: always runs.</param>
/// <param name="Uninterruptible">True: once begun it finishes, though the attempt's time is over (rule 2.7).</param>
/// <param name="Patience">How a verify step insists; null in the other phases.</param>
public sealed record Step(
    string Name,
    StepPhase Phase,
    string Action,
    Template? Title,
    IReadOnlyDictionary<string, ArgumentTemplate> Arguments,
    TimeSpan Timeout,
    Risk? Risk,
    Condition? When,
    bool Uninterruptible,
    Patience? Patience)
{
    /// <summary>How long a step may take unless it says so.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The facts that its arguments and title need.</summary>
    public IEnumerable<FactPath> Facts =>
        Arguments.Values.SelectMany(argument => argument.Templates).Concat(Title is null ? [] : [Title]).SelectMany(template => template.Facts);
}

/// <summary>What a step is for.</summary>
public enum StepPhase
{
    /// <summary>Looks. What it finds is a symptom and never fails the attempt.</summary>
    Diagnose,

    /// <summary>Mends.</summary>
    Act,

    /// <summary>Proves that it is mended: only this makes an attempt pass (rule 2.6).</summary>
    Verify,
}

/// <summary>How a verify step insists: it has passed when it passed so often in a row, and has failed when its time is over before that.</summary>
/// <param name="Times">How often in a row. 1 to 20.</param>
/// <param name="Interval">The pause between two tries.</param>
/// <param name="For">How long it goes on trying; a try that began in time counts.</param>
public sealed record Patience(int Times, TimeSpan Interval, TimeSpan For)
{
    /// <summary>Three in a row, every 2 seconds, for a minute.</summary>
    public static readonly Patience Usual = new(3, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
}
