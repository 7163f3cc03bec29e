namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>It is full of what nobody may remove by a rule: people have to enlarge it, or to decide.</summary>
internal sealed class AVolumeIsFullOfData : AVolumeIsFull
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["100 % full", "of 4 MiB free", "the most is in", "orders"];

    public override ScenarioAlert Alert => new("NodeFilesystemAlmostOutOfSpace", $"the volume of {Service} is full", ("mountpoint", Volume));

    protected override string Filling => "orders/2026.db";
}
