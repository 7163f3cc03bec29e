namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>Somebody tried something on the machine and left it.</summary>
internal sealed class AFileWasEditedByHand : ClonedFiles
{
    public override Task BreakAsync()
    {
        Clone.Write("sysctl.d/limits.conf", "net.core.somaxconn = 16\n");
        return Task.CompletedTask;
    }
}
