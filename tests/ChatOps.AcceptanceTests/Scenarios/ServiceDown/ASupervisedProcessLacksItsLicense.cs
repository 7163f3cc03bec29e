namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>What it reads at its start is gone: no restart brings it back, and its log tells why.</summary>
internal sealed class ASupervisedProcessLacksItsLicense : ASupervisedProcessStops
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => ["license.key", "No such file"];

    public override async Task BreakAsync()
    {
        File.Delete(Needed);
        await Supervisord.ControlAsync("restart", Service);
    }
}
