using ChatOps.Storage;

namespace ChatOps.Bot.Dashboard.Live;

/// <summary>
/// Tells every open page that something was committed. It watches the database's count of commits, and only while a page is open, so that a
/// commit costs nothing more when nobody looks. Now and then it tells all the same: some things go wrong without a commit.
/// </summary>
internal sealed class PageUpdates(Database database) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan AnyHow = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private ITimer? _timer;
    private long _seen;
    private long _toldAt;

    /// <summary>Calls this after each commit, several together at times, until the answer is disposed; the listener only takes note.</summary>
    public IDisposable Follow(Action listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
            _seen = database.Commits;
            // Pages keep the world's time, whatever clock the program runs by.
            _timer ??= TimeProvider.System.CreateTimer(_ => LookAgain(), null, Look, Look);
        }

        return new Following(this, listener);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private void LookAgain()
    {
        Action[] told;
        lock (_gate)
        {
            var commits = database.Commits;
            if (commits == _seen && TimeProvider.System.GetElapsedTime(_toldAt) < AnyHow) return;
            _seen = commits;
            _toldAt = TimeProvider.System.GetTimestamp();
            told = [.. _listeners];
        }

        foreach (var listener in told) listener();
    }

    private void Leave(Action listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
            if (_listeners.Count > 0) return;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private sealed class Following(PageUpdates updates, Action listener) : IDisposable
    {
        public void Dispose() => updates.Leave(listener);
    }
}
