namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>A declared file was moved away, and a copy of it under another name holds other values.</summary>
internal sealed class AFileIsGoneAndAStrayOneIsThere : ClonedFiles
{
    public override Task BreakAsync()
    {
        File.Delete(Path.Combine(Clone.Path, "sysctl.d", "limits.conf"));
        Clone.Write("sysctl.d/99-limits.conf", "net.core.somaxconn = 16\n");
        return Task.CompletedTask;
    }
}
