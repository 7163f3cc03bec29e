using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>Runs scenarios side by side on one bot, as people run it.</summary>
internal sealed class ScenarioSuite(string runbooks)
{
    // Two slow cores: what starts programs goes in small groups, what mostly waits in larger ones.
    private const int PreparedAtOnce = 4;
    private const int RunningAtOnce = 8;

    private static readonly TimeSpan PutAwayWithin = TimeSpan.FromSeconds(60);

    /// <summary>The runbooks that are shipped, as they are.</summary>
    public static readonly string Shipped = Path.Combine(Built.Root, "bot", "runbooks");

    private static readonly BotSettings Settings = new BotSettings()
        .With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(90))
        .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
        .With("Escalation:ApproveWithin", TimeSpan.FromSeconds(30))
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
            var parts = await SideBySideAsync(scenarios, PreparedAtOnce, scenario => PrepareAsync(scenario, stage));
            var ready = scenarios.Zip(parts).Where(pair => pair.Second.Part is not null).Select(pair => pair.First).ToArray();
            await using var bot = await BotProcess.StartAsync(parts.Select(part => part.Part).OfType<BotSettings>().Aggregate(Settings.With("Runbooks:Path", runbooks), (all, part) => all.With(part)));
            return
            [
                .. await SideBySideAsync(ready, RunningAtOnce, scenario => new ScenarioRun(scenario, bot.Client, TimeProvider.System).RunAsync()),
                .. parts.Select(part => part.Failed).OfType<Verdict>(),
            ];
        }
        finally
        {
            foreach (var scenario in scenarios) await PutAwayAsync(scenario);
        }
    }

    /// <summary>What cannot be set up counts as not mended, and keeps the others from nothing.</summary>
    private static async Task<(BotSettings? Part, Verdict? Failed)> PrepareAsync(Scenario scenario, Stage stage)
    {
        try
        {
            return (await scenario.PrepareAsync(stage), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, new(scenario.Name, scenario.Challenge, 4, TimeSpan.Zero, "", $"it could not be set up: {e.Message}", null));
        }
    }

    private static async Task PutAwayAsync(Scenario scenario)
    {
        try
        {
            await scenario.DisposeAsync().AsTask().WaitAsync(PutAwayWithin);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"\"{scenario.Name}\" was not put away within {PutAwayWithin.TotalSeconds} s");
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
