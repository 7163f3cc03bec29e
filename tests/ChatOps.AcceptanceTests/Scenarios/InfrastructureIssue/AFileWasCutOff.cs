namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>A program that was to write a declared file anew was ended half-way.</summary>
internal sealed class AFileWasCutOff : ClonedFiles
{
    public override Task BreakAsync()
    {
        Clone.Write("sysctl.d/limits.conf", Declared[..7]);
        return Task.CompletedTask;
    }
}
