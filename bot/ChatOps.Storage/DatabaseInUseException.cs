namespace ChatOps.Storage;

/// <summary>
/// Another ChatOps runs on the file. Two would each take the other's running attempts for cut short and act on the same targets (rule 6.5), so the
/// second one is refused; the message says what to do.
/// </summary>
public sealed class DatabaseInUseException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public DatabaseInUseException()
    {
    }

    /// <summary>Makes one that says what to do.</summary>
    public DatabaseInUseException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what to do, with its cause.</summary>
    public DatabaseInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
