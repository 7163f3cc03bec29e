namespace ChatOps.GitHub.Access;

/// <summary>
/// How fast GitHub may be spoken to. Once it has asked for a wait, nothing is asked before its end; and content is made a second apart, below the eighty
/// a minute and five hundred an hour that it allows, so that it hardly ever has to.
/// </summary>
internal sealed class GitHubPace(TimeProvider time)
{
    /// <summary>GitHub asks for a second between two writes.</summary>
    internal static readonly TimeSpan BetweenCreations = TimeSpan.FromSeconds(1);

    /// <summary>Below GitHub's 80: what it counts beside ours (reactions, edits) it does not tell.</summary>
    internal const int MostPerMinute = 55;

    /// <summary>Below GitHub's 500.</summary>
    internal const int MostPerHour = 450;

    /// <summary>A wait of a limit that names none; it doubles while the limit goes on.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestUsualWait = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _made = [];
    private DateTimeOffset _until;
    private DateTimeOffset _last;
    private int _unnamed;

    /// <summary>How long nothing may be asked yet; null when something may.</summary>
    public TimeSpan? Held()
    {
        lock (_gate)
        {
            var left = _until - time.GetUtcNow();
            return left > TimeSpan.Zero ? left : null;
        }
    }

    /// <summary>Takes a place for something that creates content; how long to wait where there is none yet.</summary>
    public TimeSpan? Take()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_last + BetweenCreations > now) return _last + BetweenCreations - now;
            while (_made.TryPeek(out var oldest) && oldest <= now - TimeSpan.FromHours(1)) _made.Dequeue();
            if (_made.Count >= MostPerHour) return _made.Peek() + TimeSpan.FromHours(1) - now;
            if (_made.Count >= MostPerMinute && _made.ElementAt(_made.Count - MostPerMinute) is var first && first > now - TimeSpan.FromMinutes(1)) return first + TimeSpan.FromMinutes(1) - now;
            _made.Enqueue(now);
            _last = now;
            return null;
        }
    }

    /// <summary>GitHub asked for a wait.</summary>
    /// <param name="wait">How long; null where it did not say.</param>
    /// <returns>How long it will be.</returns>
    public TimeSpan Hold(TimeSpan? wait)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var pause = wait ?? UsualWait * Math.Pow(2, Math.Min(_unnamed++, 10));
            if (wait is null && pause > LongestUsualWait) pause = LongestUsualWait;
            if (pause < TimeSpan.FromSeconds(1)) pause = TimeSpan.FromSeconds(1);
            if (now + pause > _until) _until = now + pause;
            return _until - now;
        }
    }

    /// <summary>GitHub did something: a limit without a time is over.</summary>
    public void Works()
    {
        lock (_gate) _unnamed = 0;
    }
}
