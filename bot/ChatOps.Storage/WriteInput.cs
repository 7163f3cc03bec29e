namespace ChatOps.Storage;

/// <summary>An input that shares its transaction with others. Its caller goes on after the commit.</summary>
/// <typeparam name="T">What the caller is told.</typeparam>
public abstract class WriteInput<T>
{
    /// <summary>How much of a batch it takes; an alert weighs 1.</summary>
    public virtual int Weight => 1;

    /// <summary>
    /// Does its work in the transaction. It may run twice: when a batch fails, each of its inputs is tried again alone, so it
    /// keeps nothing from an earlier run.
    /// </summary>
    public abstract void Run(WriteTransaction transaction);

    /// <summary>What the caller is told, read after the commit.</summary>
    public abstract T Result();

    /// <summary>How it is kept for an operator when it fails alone too; null: the caller gets the exception instead.</summary>
    public abstract ParkedInput? Park();

    /// <summary>What the caller is told after it was parked under this number.</summary>
    public abstract T ParkedResult(long number);
}

/// <summary>An input that could not be served, as it is kept for an operator.</summary>
/// <param name="Kind">Which sort of input.</param>
/// <param name="Json">The input.</param>
/// <param name="At">When it came.</param>
public sealed record ParkedInput(string Kind, string Json, DateTimeOffset At);
