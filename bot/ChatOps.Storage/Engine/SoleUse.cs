namespace ChatOps.Storage.Engine;

/// <summary>
/// Keeps a second ChatOps off the file: a lock on an empty file beside it, which the system lets go of however the program ends. SQLite's own locks
/// last one transaction, and would let two programs take turns.
/// </summary>
internal sealed class SoleUse(string database) : IDisposable
{
    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private FileStream? _held;

    /// <summary>Takes the file for this program alone, unless it has it already.</summary>
    /// <exception cref="DatabaseInUseException">Another one has it.</exception>
    /// <exception cref="IOException">The lock's file cannot be made.</exception>
    public void Take()
    {
        if (_held is not null) return;
        try
        {
            _held = new FileStream(database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException failure) when (HeldByAnother.Contains(failure.HResult))
        {
            throw new DatabaseInUseException($"{database} is used by another ChatOps. Stop that one first, or give this one a file of its own with Storage:ConnectionString.", failure);
        }
    }

    public void Dispose() => _held?.Dispose();
}
