namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>The folder that the plan writes into is gone (a volume that is not mounted): the plan fails though it was approved.</summary>
internal sealed class AnsiblesPlanCannotBeCarriedOut : AnsiblesFileDrifted
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["failed at \"limits of the sessions\"", "does not exist"];

    public override Task BreakAsync()
    {
        Directory.Delete(Path.Combine(Folder, "etc"), recursive: true);
        return Task.CompletedTask;
    }
}
