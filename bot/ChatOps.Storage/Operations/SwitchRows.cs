using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Operations;

/// <summary>Turns switches that outlast a restart.</summary>
public sealed class SwitchRows
{
    private readonly Connection _connection;

    internal SwitchRows(Connection connection) => _connection = connection;

    /// <summary>Switches self-recovery on or off: of a service, or of all (null).</summary>
    public void SetRecovery(string? service, bool isOn, string by, DateTimeOffset now)
    {
        using var put = _connection.Prepare(
            "insert into switches (name, service, is_on, set_by, at) values ('recovery', ?, ?, ?, ?) on conflict (name, service) do update set is_on = excluded.is_on, set_by = excluded.set_by, at = excluded.at");
        put.Bind(service ?? "").Bind(isOn).Bind(by).Bind(now).Run();
    }

    /// <summary>Switches a runbook on or off for a service (rule 6.10).</summary>
    public void SetRunbook(string runbook, string service, bool isOn, string by, DateTimeOffset now)
    {
        using var put = _connection.Prepare(
            "insert into switches (name, service, is_on, set_by, at) values (?, ?, ?, ?, ?) on conflict (name, service) do update set is_on = excluded.is_on, set_by = excluded.set_by, at = excluded.at");
        put.Bind(SwitchReads.RunbookName(runbook)).Bind(service).Bind(isOn).Bind(by).Bind(now).Run();
    }

    /// <summary>The switch that keeps a runbook from acting by itself on a service, or null when it may.</summary>
    public RunbookSwitch? RunbookOff(string runbook, string service)
    {
        using var select = _connection.Prepare("select set_by, at from switches where name = ? and service = ? and is_on = 0");
        return select.Bind(SwitchReads.RunbookName(runbook)).Bind(service).Step() ? new RunbookSwitch(runbook, service, select.Text(0), select.Instant(1)) : null;
    }

    /// <summary>The switches as they stand.</summary>
    public RecoverySwitches Recovery() => SwitchReads.Recovery(_connection);
}

/// <summary>Switches that outlast a restart, for reading.</summary>
public sealed class SwitchReads
{
    private readonly Connection _connection;

    internal SwitchReads(Connection connection) => _connection = connection;

    /// <summary>The switches as they stand.</summary>
    public RecoverySwitches Recovery() => Recovery(_connection);

    /// <summary>Runbooks that are switched off for a service, by runbook and service.</summary>
    public IReadOnlyList<RunbookSwitch> RunbooksOff()
    {
        using var select = _connection.Prepare("select substr(name, 9), service, set_by, at from switches where name >= 'runbook ' and name < 'runbook!' and is_on = 0 order by name, service");
        return select.All(row => new RunbookSwitch(row.Text(0), row.Text(1), row.Text(2), row.Instant(3)));
    }

    internal static string RunbookName(string runbook) => "runbook " + runbook;

    internal static RecoverySwitches Recovery(Connection connection)
    {
        using var select = connection.Prepare("select service, is_on, set_by, at from switches where name = 'recovery' order by service");
        return new RecoverySwitches(select.All(row => new RecoverySwitch(row.Text(0) is { Length: > 0 } service ? service : null, row.Bool(1), row.Text(2), row.Instant(3))));
    }
}

/// <summary>Where self-recovery was switched on or off.</summary>
/// <param name="All">Every switch that was ever turned; the one of all services first.</param>
public sealed record RecoverySwitches(IReadOnlyList<RecoverySwitch> All)
{
    /// <summary>The switch that keeps acting steps of a service from acting, or null when they may: the global one or the service's own is off.</summary>
    public RecoverySwitch? OffFor(string service) =>
        All.FirstOrDefault(one => !one.IsOn && (one.Service is null || string.Equals(one.Service, service, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>A runbook that is switched off for a service.</summary>
/// <param name="Runbook">The runbook.</param>
/// <param name="Service">The service.</param>
/// <param name="By">Who switched it off.</param>
/// <param name="At">When.</param>
public sealed record RunbookSwitch(string Runbook, string Service, string By, DateTimeOffset At);

/// <summary>One switch of self-recovery.</summary>
/// <param name="Service">The service, or null for all.</param>
/// <param name="IsOn">Whether acting steps may act.</param>
/// <param name="By">Who turned it last.</param>
/// <param name="At">When.</param>
public sealed record RecoverySwitch(string? Service, bool IsOn, string By, DateTimeOffset At);
