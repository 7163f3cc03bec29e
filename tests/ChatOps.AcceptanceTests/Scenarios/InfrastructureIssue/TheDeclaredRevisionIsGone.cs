namespace ChatOps.AcceptanceTests.Scenarios.InfrastructureIssue;

/// <summary>The files were changed, and the tag that says what is declared was deleted: nobody but people can say what is right.</summary>
internal sealed class TheDeclaredRevisionIsGone : ClonedFiles
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["has no revision declared"];

    public override async Task BreakAsync()
    {
        await Clone.CommitAsync("other limits", ("sysctl.d/limits.conf", "net.core.somaxconn = 16\n"));
        await Clone.GitAsync("tag", "--delete", "declared");
    }
}
