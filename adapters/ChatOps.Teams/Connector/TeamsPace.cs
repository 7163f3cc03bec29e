using System.Collections.Concurrent;

namespace ChatOps.Teams.Connector;

/// <summary>
/// The published rates, kept before Teams has to say so: for one conversation (a channel with all its threads is one) 7 messages a second, 8 in two, 60 in
/// thirty, 1,800 an hour; for the app 50 requests a second.
/// </summary>
internal sealed class TeamsPace(TimeProvider time)
{
    private const int MostConversations = 2000;

    private static readonly (TimeSpan Window, int Most)[] OfConversation =
        [(TimeSpan.FromSeconds(1), 7), (TimeSpan.FromSeconds(2), 8), (TimeSpan.FromSeconds(30), 60), (TimeSpan.FromHours(1), 1800)];

    private static readonly (TimeSpan Window, int Most)[] OfApp = [(TimeSpan.FromSeconds(1), 50)];

    private readonly ConcurrentDictionary<string, Sent> _conversations = new(StringComparer.Ordinal);
    private readonly Sent _app = new(OfApp);

    /// <summary>Counts a message into a conversation.</summary>
    /// <returns>Null: it may go. Else how long until one may; nothing was counted then.</returns>
    public TimeSpan? Take(string conversation)
    {
        var now = time.GetUtcNow();
        if (_conversations.Count > MostConversations) Forget(now);
        var own = _conversations.GetOrAdd(conversation, static _ => new Sent(OfConversation));
        lock (own)
        {
            if (own.Left(now) is { } wait) return wait;
            lock (_app)
            {
                if (_app.Left(now) is { } all) return all;
                _app.Add(now);
            }

            own.Add(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (conversation, sent) in _conversations)
        {
            lock (sent)
            {
                if (sent.IsOver(now)) _conversations.TryRemove(conversation, out _);
            }
        }
    }

    /// <summary>When something was sent, the latest last; no more than the largest figure.</summary>
    private sealed class Sent((TimeSpan Window, int Most)[] rates)
    {
        private readonly List<DateTimeOffset> _at = [];

        public TimeSpan? Left(DateTimeOffset now)
        {
            TimeSpan? longest = null;
            foreach (var (window, most) in rates)
            {
                if (_at.Count < most) continue;
                var left = _at[^most] + window - now;
                if (left > (longest ?? TimeSpan.Zero)) longest = left;
            }

            return longest;
        }

        public void Add(DateTimeOffset now)
        {
            _at.Add(now);
            var most = rates[^1].Most;
            if (_at.Count > 2 * most) _at.RemoveRange(0, _at.Count - most);
        }

        public bool IsOver(DateTimeOffset now) => _at.Count == 0 || _at[^1] + rates[^1].Window < now;
    }
}
