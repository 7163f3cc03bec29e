namespace ChatOps.Alerting;

/// <summary>What came from each source since the start, for metrics and the page. Safe from several threads.</summary>
/// <param name="time">The clock.</param>
public sealed class SourceTraffic(TimeProvider time)
{
    /// <summary>What senders are called that no source is.</summary>
    public const string Unknown = "unknown senders";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Counts> _sources = new(StringComparer.Ordinal);

    /// <summary>All that sent anything since the start, by name.</summary>
    public IReadOnlyList<SourceCounts> Sources
    {
        get
        {
            var minute = MinuteOf(time.GetUtcNow());
            lock (_lock) return [.. _sources.OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => source.Value.Read(source.Key, minute))];
        }
    }

    /// <summary>When anything was last taken from a source, be it an alert or not; null when nothing was since the start.</summary>
    /// <param name="source">Its name.</param>
    public DateTimeOffset? TakenAt(string source)
    {
        lock (_lock) return _sources.TryGetValue(source, out var counts) ? counts.TakenAt : null;
    }

    /// <summary>Counts a request.</summary>
    /// <param name="source">Its source; null when none is known.</param>
    /// <param name="kind">What became of it.</param>
    /// <param name="trouble">Why it was not taken, for people; null when it was.</param>
    internal void Count(string? source, TrafficKind kind, string? trouble)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var name = source ?? Unknown;
            if (!_sources.TryGetValue(name, out var counts)) _sources[name] = counts = new();
            counts.Add(kind, trouble, now);
        }
    }

    private static long MinuteOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    private sealed class Counts
    {
        // The last minutes that ended, and the one that runs.
        private const int Minutes = 6;

        private readonly long[] _requests = new long[4];
        private readonly long[] _perMinute = new long[Minutes];
        private long _minute;
        private DateTimeOffset? _troubleAt;
        private string? _trouble;

        public DateTimeOffset? TakenAt { get; private set; }

        public void Add(TrafficKind kind, string? trouble, DateTimeOffset now)
        {
            _requests[(int)kind]++;
            if (kind == TrafficKind.Taken)
            {
                TakenAt = now;
                Turn(MinuteOf(now));
                _perMinute[_minute % Minutes]++;
            }
            else
            {
                (_trouble, _troubleAt) = (trouble, now);
            }
        }

        public SourceCounts Read(string name, long minute)
        {
            Turn(minute);
            var ended = 0L;
            for (var back = 1; back < Minutes; back++) ended += _perMinute[(minute - back) % Minutes];
            return new(name, _requests[0], _requests[1], _requests[2], _requests[3], (double)ended / (Minutes - 1), TakenAt, _trouble, _troubleAt);
        }

        private void Turn(long minute)
        {
            for (var next = Math.Max(_minute + 1, minute - Minutes + 1); next <= minute; next++) _perMinute[next % Minutes] = 0;
            _minute = Math.Max(_minute, minute);
        }
    }
}

/// <summary>What became of a request.</summary>
internal enum TrafficKind
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>It could not be read.</summary>
    Malformed,

    /// <summary>Its sender may not send it.</summary>
    Refused,

    /// <summary>It came at a bad time and was asked to come again.</summary>
    Busy,
}

/// <summary>The requests of one source since the start.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Taken">Requests that were taken.</param>
/// <param name="Malformed">Requests that could not be read.</param>
/// <param name="Refused">Requests that it may not send; under <see cref="SourceTraffic.Unknown"/> those of nobody known.</param>
/// <param name="Busy">Requests that were asked to come again.</param>
/// <param name="PerMinute">Requests taken a minute, over the last five that ended.</param>
/// <param name="TakenAt">When one was last taken, or null.</param>
/// <param name="Trouble">Why one was last not taken, for people; data of a stranger. Or null.</param>
/// <param name="TroubleAt">When that was, or null.</param>
public sealed record SourceCounts(string Source, long Taken, long Malformed, long Refused, long Busy, double PerMinute, DateTimeOffset? TakenAt, string? Trouble, DateTimeOffset? TroubleAt);
