namespace ChatOps.AcceptanceTests.Scenarios.ServiceDown;

/// <summary>Supervisor says that it runs, and it answers nobody.</summary>
internal sealed class ASupervisedProcessHangs : ASupervisedProcessStops
{
    public override ScenarioAlert Alert => new("BlackboxProbeHttpFailure", $"{Service} does not answer", ("instance", Address.ToString()));

    protected override (string Name, string Value) Place => ("health", Address.ToString());

    public override async Task BreakAsync() => await Supervisord.ControlAsync("signal", "STOP", Service);
}
