using ChatOps.Core.Alerts;
using ChatOps.Storage.Alerts;

namespace ChatOps.Bot.Intake;

/// <summary>
/// When each source was last heard (rules 2.3 and 2.26). Kept in memory, because it changes with each alert; written every few seconds, and at once when a
/// source falls silent or is heard again. Used on the writer's thread alone.
/// </summary>
/// <param name="takenAt">When anything was last taken from a source, be it an alert or not; null: nothing was since the start.</param>
internal sealed class SourceMemory(Func<string, DateTimeOffset?> takenAt)
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(5);

    private Dictionary<string, Remembered>? _sources;

    /// <summary>When the bot started: the time that it was down does not count.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Something came from a source.</summary>
    public void Heard(IntakeSession session, FiledAlert filed)
    {
        var sources = Sources(session);
        var name = filed.Alert.Source;
        var watchdog = filed.IsWatchdog && filed.Alert.Status == AlertStatus.Firing;
        if (!sources.TryGetValue(name, out var known))
        {
            sources[name] = known = new Remembered(new SourceRow(name, session.Now, null, null, false), DateTimeOffset.MinValue);
        }

        var row = known.Row with { HeardAt = session.Now, WatchdogAt = watchdog ? session.Now : known.Row.WatchdogAt, SilentSince = null };
        if (watchdog) row = row with { WatchdogMissing = false };
        var news = row.SilentSince != known.Row.SilentSince || row.WatchdogMissing != known.Row.WatchdogMissing || (row.WatchdogAt is not null && known.Row.WatchdogAt is null);
        var write = news || session.Now - known.WrittenAt >= WriteEvery;
        sources[name] = new Remembered(row, write ? session.Now : known.WrittenAt);
        if (write) session.Transaction.Sources.Put(row);
        if (known.Row.SilentSince is not null) Say(session, SourceAlerts.Silent(row.Name, known.Row.HeardAt, session.Now) with { Status = AlertStatus.Resolved, EndsAt = session.Now });
        if (known.Row.WatchdogMissing && watchdog) Say(session, SourceAlerts.WatchdogMissing(row.Name, known.Row.HeardAt, session.Now) with { Status = AlertStatus.Resolved, EndsAt = session.Now });
    }

    /// <summary>
    /// Whether a source fell silent as a whole: nothing came for half of the time that its alerts last, and it has two firing alerts at least, or a
    /// Watchdog. Opens the incident of the source when that is news.
    /// </summary>
    public bool IsSilent(IntakeSession session, string source, TimeSpan lasts)
    {
        if (!Sources(session).TryGetValue(source, out var known)) return false;
        if (known.Row.SilentSince is not null) return true;
        if (session.Now - known.Row.HeardAt < lasts / 2) return false;
        if (known.Row.WatchdogAt is null && !session.Transaction.Alerts.HasExpiring(source, 2)) return false;
        Put(session, known.Row with { SilentSince = session.Now });
        Say(session, SourceAlerts.Silent(source, known.Row.HeardAt, session.Now));
        return true;
    }

    /// <summary>Opens an incident for each source whose Watchdog has been absent for too long (rule 2.3).</summary>
    /// <returns>How many.</returns>
    public int MissWatchdogs(IntakeSession session)
    {
        var missed = Sources(session).Values.Select(known => known.Row)
            .Where(row => row is { WatchdogAt: { } seen, WatchdogMissing: false, SilentSince: null }
                && Watchdog.DueAt(seen, StartedAt, session.World.WatchdogWithin.GetValueOrDefault(row.Name, Watchdog.UsuallyWithin)) <= session.Now)
            .ToList();
        foreach (var row in missed)
        {
            Put(session, row with { WatchdogMissing = true });
            Say(session, SourceAlerts.WatchdogMissing(row.Name, row.WatchdogAt!.Value, session.Now));
        }

        return missed.Count;
    }

    /// <summary>Opens an incident for each source that said nothing for as long as its configuration allows (<c>SilentAfter</c>).</summary>
    /// <returns>How many.</returns>
    public int MissSources(IntakeSession session)
    {
        if (session.World.SilentAfter.Count == 0) return 0;
        var watched = Sources(session).Values.Select(known => known.Row).Where(row => session.World.SilentAfter.ContainsKey(row.Name)).Select(Latest).ToList();
        foreach (var row in watched.Where(row => row.SilentSince is { } since && row.HeardAt > since))
        {
            Put(session, row with { SilentSince = null });
            Say(session, SourceAlerts.Silent(row.Name, row.HeardAt, session.Now) with { Status = AlertStatus.Resolved, EndsAt = session.Now });
        }

        var missed = watched.Where(row => row.SilentSince is null && Watchdog.DueAt(row.HeardAt, StartedAt, session.World.SilentAfter[row.Name]) <= session.Now).ToList();
        foreach (var row in missed)
        {
            Put(session, row with { SilentSince = session.Now });
            Say(session, SourceAlerts.Unheard(row.Name, row.HeardAt, session.Now));
        }

        return missed.Count;
    }

    // A pipeline that runs, a monitor in maintenance: no alert, and the source speaks.
    private SourceRow Latest(SourceRow row) => takenAt(row.Name) is { } taken && taken > row.HeardAt ? row with { HeardAt = taken } : row;

    /// <summary>Forgets what may not have been committed; it is read anew.</summary>
    public void Clear() => _sources = null;

    private static void Say(IntakeSession session, Alert alert) => session.Alerts.Receive(PreparedAlert.Of(alert, session.World.Filing));

    private void Put(IntakeSession session, SourceRow row)
    {
        Sources(session)[row.Name] = new Remembered(row, session.Now);
        session.Transaction.Sources.Put(row);
    }

    private Dictionary<string, Remembered> Sources(IntakeSession session) =>
        _sources ??= session.Transaction.Sources.All().ToDictionary(row => row.Name, row => new Remembered(row, row.HeardAt), StringComparer.Ordinal);

    private sealed record Remembered(SourceRow Row, DateTimeOffset WrittenAt);
}
