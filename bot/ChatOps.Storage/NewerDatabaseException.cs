namespace ChatOps.Storage;

/// <summary>The file was written by a newer ChatOps, or by another program; the message says what to do. Trying again does not help.</summary>
public sealed class NewerDatabaseException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public NewerDatabaseException()
    {
    }

    /// <summary>Makes one that says what to do.</summary>
    public NewerDatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what to do, with its cause.</summary>
    public NewerDatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
