namespace ChatOps.AcceptanceTests.Scenarios.NetworkIssue;

/// <summary>The edge's way out is gone and its program with it: failing over fails, and the message says how.</summary>
internal sealed class TheEdgeCannotBeStarted : APortIsClosed
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => [$"127.0.0.1:{Port} refused the connection", "the edge has no address"];

    public override async Task BreakAsync()
    {
        await File.WriteAllTextAsync(Edge, "#!/bin/sh\necho 'the edge has no address' >&2\nexit 4\n");
        await StopEdgeAsync();
    }
}
