namespace ChatOps.Slack;

/// <summary>How the connections of Socket Mode stand, for readiness, the page and the metrics. Safe from several threads.</summary>
/// <param name="time">The clock.</param>
public sealed class SlackSockets(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private int _open;
    private long _opened;
    private DateTimeOffset? _noneSince;
    private string? _trouble;

    /// <summary>Connections that Slack has greeted and that have not ended, those that are being replaced among them.</summary>
    public int Open
    {
        get
        {
            lock (_lock) return _open;
        }
    }

    /// <summary>How many were opened since the start: what is more than the usual two replaced another.</summary>
    public long Opened
    {
        get
        {
            lock (_lock) return _opened;
        }
    }

    /// <summary>Why nothing that Slack delivers arrives, since when and what to do; null while a connection lives.</summary>
    public string? Trouble
    {
        get
        {
            lock (_lock)
            {
                if (_open > 0) return null;
                var now = time.GetUtcNow();
                return $"no connection of Socket Mode for {DurationText.Of(now - (_noneSince ?? _started))}: nothing that people type or press in Slack arrives{(_trouble is { } trouble ? $" ({trouble})" : "")}";
            }
        }
    }

    /// <summary>Slack has greeted on a new one.</summary>
    internal void Greeted()
    {
        lock (_lock)
        {
            _open++;
            _opened++;
            _trouble = null;
            _noneSince = null;
        }
    }

    /// <summary>One ended.</summary>
    internal void Ended()
    {
        lock (_lock)
        {
            _open--;
            if (_open == 0) _noneSince = time.GetUtcNow();
        }
    }

    /// <summary>One could not be opened.</summary>
    internal void Failed(string reason)
    {
        lock (_lock) _trouble = reason;
    }
}
