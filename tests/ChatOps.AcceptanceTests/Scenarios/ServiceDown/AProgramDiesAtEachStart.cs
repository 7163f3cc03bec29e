namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>Its program is broken: whatever starts it, it dies.</summary>
internal sealed class AProgramDiesAtEachStart : AProcessIsKilled
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => [$"127.0.0.1:{Target.Port} refused the connection", "ended with 1"];

    public override Task BreakAsync() => Target.BreakAsync();
}
