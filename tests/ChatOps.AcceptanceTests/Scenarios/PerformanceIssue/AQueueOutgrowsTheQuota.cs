namespace ChatOps.AcceptanceTests.Scenarios.PerformanceIssue;

/// <summary>It grows, and there is nothing left to scale with: the message has the number, since when, and why.</summary>
internal sealed class AQueueOutgrowsTheQuota : AQueueGrows
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => [$"metric of {Service}", $"below {Limit} is expected since", "quota of 2 workers is used up"];

    protected override string ScaleScript => "echo 'the quota of 2 workers is used up' >&2\nexit 1";
}
