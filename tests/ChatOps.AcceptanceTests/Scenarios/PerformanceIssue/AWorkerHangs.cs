namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>The only worker hangs; others would do its work.</summary>
internal sealed class AWorkerHangs : AQueueGrows
{
    public override ScenarioAlert Alert => new("KafkaConsumerGroupLag", $"the lag of {Service} rises", ("queue", Service));

    public override async Task BreakAsync()
    {
        await Queue.HangAsync();
        await base.BreakAsync();
    }

    protected override void Overload() => Queue.EachBeat = 10;
}
