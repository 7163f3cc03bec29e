using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;

namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>More work comes than one worker does; Prometheus sees the queue rise.</summary>
internal class AQueueGrows : Scenario
{
    protected const int Limit = 100;

    private JobQueue queue = null!;

    public override string Challenge => "PerformanceIssue";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("RabbitmqTooManyReadyMessages", $"the queue of {Service} grows", ("queue", Service));

    protected JobQueue Queue => queue;

    /// <summary>What the catalog names as <c>scale</c>.</summary>
    protected virtual string ScaleScript => string.Join('\n', Enumerable.Repeat(queue.StartScript, 4));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        var measured = await stage.ShareAsync(Measured.StartAsync);
        queue = new JobQueue(stage.Folder(Service), script => stage.Program($"worker-{Service}", script));
        Assert.That((await Command.RunAsync(stage.Program($"start-{Service}", queue.StartScript), [], TimeSpan.FromSeconds(10))).ExitCode, Is.Zero);
        var query = await measured.QueueAsync(Service, () => queue.Length);
        return measured.Settings
            .WithService(Service, targets: [("metric", query), ("limit", $"{Limit}"), ("scale", $"scale-{Service}")])
            .With($"Services:{Service}:Impact", "Orders are shipped late")
            .WithProgram($"scale-{Service}", stage.Program($"scale-{Service}", ScaleScript));
    }

    public override async Task BreakAsync()
    {
        Overload();
        // An alert comes when it has been so for a while, and the metric with it.
        await Wait.Until(() => queue.Length > 4 * Limit, TimeSpan.FromSeconds(60), "the queue to grow", () => $"{queue.Length}");
    }

    public override Task<bool> WorksAsync() => Task.FromResult(queue.Length < 2 * Limit);

    public override async ValueTask DisposeAsync()
    {
        if (queue is not null) await queue.DisposeAsync();
        await base.DisposeAsync();
    }

    protected virtual void Overload() => queue.EachBeat = 20;
}
