namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>A web server under Supervisor is killed; Supervisor is told not to start it again by itself.</summary>
internal sealed class ASupervisedProcessIsKilled : ASupervisedProcessStops
{
    public override async Task BreakAsync() => await Supervisord.ControlAsync("signal", "KILL", Service);
}
