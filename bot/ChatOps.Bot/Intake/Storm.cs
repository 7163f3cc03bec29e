namespace ChatOps.Bot.Intake;

/// <summary>Counts incidents that opened within the last minute (rule 2.30). Used on the writer's thread alone.</summary>
internal sealed class Storm(int perMinute)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _opened = new();

    /// <summary>Whether as many incidents as the figure allows opened within the minute before this time, so that the next is one too many.</summary>
    /// <param name="now">The time.</param>
    /// <param name="uncommitted">How many more opened in the transaction that runs.</param>
    public bool At(DateTimeOffset now, int uncommitted)
    {
        while (_opened.TryPeek(out var oldest) && now - oldest >= Minute) _opened.Dequeue();
        return perMinute > 0 && _opened.Count + uncommitted >= perMinute;
    }

    /// <summary>An incident opened, and that is committed.</summary>
    public void Opened(DateTimeOffset at)
    {
        // No more than the figure has to be known to be above it.
        if (perMinute > 0 && _opened.Count >= perMinute) _opened.Dequeue();
        if (perMinute > 0) _opened.Enqueue(at);
    }
}
