namespace ChatOps.Bot.Demo;

/// <summary>The demo's own configuration: two services, a runbook that restarts them, and waits of seconds.</summary>
internal static class DemoSettings
{
    /// <summary>The service that a restart mends.</summary>
    public const string Mendable = "shop";

    /// <summary>The service that it does not.</summary>
    public const string Ill = "orders";

    /// <summary>The runbook that restarts either, by way of the supervisor; every target is the catalog's.</summary>
    public static string Runbook(SelfProgram program) => $$$"""
        name: restart-by-supervisor
        says: Restarts the service; requests under way fail, others wait about a second.
        matches:
          challenge: ServiceDown
        diagnose:
          - name: health
            action: http
            title: ask its health check
            with:
              url: "{{ targets.health }}"
        act:
          - name: restart
            action: command
            title: restart {{ service }}
            timeout: 15s
            with:
              program: chatops
              arguments: [ {{{string.Concat(program.First.Select(argument => $"\"{argument.Replace("\\", "\\\\", StringComparison.Ordinal)}\", "))}}}{{{DemoControl.Command}}}, "{{ targets.supervisor }}", "{{ targets.unit }}" ]
        verify:
          - name: healthy
            action: http
            title: ask its health check again
            with:
              url: "{{ targets.health }}"
            repeat: 3
            interval: 1s
            for: 4s

        """;

    /// <summary>All keys, over those of the shipped configuration.</summary>
    public static Dictionary<string, string?> Keys(string folder, SelfProgram program, Supervisor supervisor, Uri shop, Uri orders)
    {
        var keys = new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "chatops.db")}",
            ["Runbooks:Path"] = Path.Combine(folder, "runbooks"),
            ["Operations:Command:Allowed:chatops"] = program.Path,
            ["Escalation:Recovery:Timeout"] = "00:00:40",
            ["Escalation:Recovery:Pause"] = "00:00:01",
            ["Escalation:ActionsPerHour"] = "20",
            ["Escalation:SettleFor"] = "00:00:15",
            ["Escalation:ReopenWithin"] = "00:00:02",
            ["Escalation:LeastWait"] = "00:00:02",
            ["Escalation:Levels:2:AcknowledgeWithin"] = "00:00:08",
            ["Escalation:Levels:2:ResolveWithin"] = "00:00:30",
            ["Escalation:Levels:3:AcknowledgeWithin"] = "00:00:08",
            ["Escalation:Levels:3:ResolveWithin"] = "00:00:30",
            ["Escalation:Levels:4:RepeatEvery"] = "00:00:30",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        AddService(keys, Mendable, "Nobody can look at goods", shop, supervisor);
        AddService(keys, Ill, "Nobody can order", orders, supervisor);
        return keys;
    }

    private static void AddService(Dictionary<string, string?> keys, string name, string impact, Uri health, Supervisor supervisor)
    {
        keys[$"Services:{name}:Domain"] = "backend";
        keys[$"Services:{name}:Impact"] = impact;
        keys[$"Services:{name}:Targets:health"] = health.AbsoluteUri;
        keys[$"Services:{name}:Targets:unit"] = name;
        keys[$"Services:{name}:Targets:supervisor"] = supervisor.PipeName;
    }
}
