namespace ChatOps.Http;

/// <summary>How much is taken in at once. Whoever is not admitted is told to come again, so that a flood cannot fill the memory.</summary>
/// <param name="mostRequests">Requests under way at once.</param>
/// <param name="mostBytes">The sum of their bodies.</param>
public sealed class Admission(int mostRequests, long mostBytes)
{
    private int _requests;
    private long _bytes;

    /// <summary>Admits a request, or not; who was admitted calls <see cref="Leave"/> with the same figure.</summary>
    /// <param name="bytes">The length of its body, or the most that it may be.</param>
    public bool TryEnter(long bytes)
    {
        var requests = Interlocked.Increment(ref _requests);
        var sum = Interlocked.Add(ref _bytes, bytes);
        if (requests <= mostRequests && sum <= mostBytes) return true;
        Leave(bytes);
        return false;
    }

    /// <summary>Ends an admitted request.</summary>
    public void Leave(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Decrement(ref _requests);
    }
}
