using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>Runs scenarios side by side on one bot, as people run it.</summary>
internal sealed class ScenarioSuite(string runbooks)
{
    // Two slow cores: what starts programs goes in small groups, what mostly waits in larger ones.
    private const int PreparedAtOnce = 4;
    private const int RunningAtOnce = 8;

    /// <summary>The runbooks that are shipped, as they are.</summary>
    public static readonly string Shipped = Path.Combine(Built.Root, "bot", "runbooks");

    private static readonly BotSettings Settings = new BotSettings()
        .With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(90))
        .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
        .With("Escalation:ConfirmEscalateWithin", TimeSpan.Zero)
        .With("Storm:NewIncidentsPerMinute", "1000")
        .WithPerson(ScenarioRun.Coordinator, "devops-coordinator", "backend-coordinator")
        .WithPerson(ScenarioRun.TechLead, "tech-lead-orchestrator", "cloud-architect");

    /// <summary>All scenarios that there are, each once.</summary>
    public static IReadOnlyList<Scenario> All() => [.. Kinds().Select(kind => (Scenario)Activator.CreateInstance(kind)!)];

    /// <summary>Every class that is a scenario.</summary>
    public static IReadOnlyList<Type> Kinds() =>
    [
        .. typeof(Scenario).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    public async Task<IReadOnlyList<Verdict>> RunAsync(IReadOnlyList<Scenario> scenarios)
    {
        await using var stage = new Stage();
        try
        {
            var parts = await SideBySideAsync(scenarios, PreparedAtOnce, scenario => scenario.PrepareAsync(stage));
            await using var bot = await BotProcess.StartAsync(parts.Aggregate(Settings.With("Runbooks:Path", runbooks), (all, part) => all.With(part)));
            return await SideBySideAsync(scenarios, RunningAtOnce, scenario => new ScenarioRun(scenario, bot.Client, TimeProvider.System).RunAsync());
        }
        finally
        {
            foreach (var scenario in scenarios) await scenario.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<T>> SideBySideAsync<T>(IReadOnlyList<Scenario> scenarios, int atOnce, Func<Scenario, Task<T>> what)
    {
        using var free = new SemaphoreSlim(atOnce);
        return await Task.WhenAll(scenarios.Select(async scenario =>
        {
            await free.WaitAsync();
            try
            {
                return await what(scenario);
            }
            finally
            {
                free.Release();
            }
        }));
    }
}
