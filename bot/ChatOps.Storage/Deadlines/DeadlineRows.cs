using ChatOps.Core.Incidents;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Deadlines;

/// <summary>The running clocks, written beside the incident they belong to.</summary>
public sealed class DeadlineRows
{
    private readonly Connection _connection;

    internal DeadlineRows(Connection connection) => _connection = connection;

    /// <summary>Writes what differs between the clocks that ran before and those that run now.</summary>
    /// <returns>The earliest clock that was set; null when none was.</returns>
    public DateTimeOffset? Change(IncidentId incident, IReadOnlyList<RunningClock> before, IReadOnlyList<RunningClock> after)
    {
        DateTimeOffset? earliest = null;
        foreach (var old in before)
        {
            if (!after.Any(running => running.Clock == old.Clock)) Stop(incident, old.Clock);
        }

        foreach (var running in after)
        {
            if (before.Contains(running)) continue;
            Put(incident, running.Clock, running.DueAt);
            if (!(earliest < running.DueAt)) earliest = running.DueAt;
        }

        return earliest;
    }

    /// <summary>Lets a clock strike then.</summary>
    public void Put(IncidentId incident, Clock clock, DateTimeOffset dueAt)
    {
        using var put = _connection.Prepare(
            "insert into deadlines (incident, clock, due_at) values (?, ?, ?) on conflict (incident, clock) do update set due_at = excluded.due_at");
        put.Bind(incident).Bind(clock).Bind(dueAt).Run();
    }

    /// <summary>Stops a clock.</summary>
    public void Stop(IncidentId incident, Clock clock)
    {
        using var delete = _connection.Prepare("delete from deadlines where incident = ? and clock = ?");
        delete.Bind(incident).Bind(clock).Run();
    }
}
