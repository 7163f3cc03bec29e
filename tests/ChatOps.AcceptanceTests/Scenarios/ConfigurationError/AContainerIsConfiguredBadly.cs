using ChatOps.AcceptanceTests.Scenarios.ContainerFailure;

namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>A deployment changed a variable of a container, and its monitor says that the configuration is refused.</summary>
internal sealed class AContainerIsConfiguredBadly : AServer
{
    public override string Challenge => "ConfigurationError";

    public override bool Mendable => true;

    public override ScenarioAlert Alert => new("NginxConfigReloadFailed", $"{Service} refuses its configuration", ("container", Service));

    protected override IEnumerable<(string Name, string Value)> Targets => [("previous", Previous)];

    public override async Task BreakAsync()
    {
        await SetAsideAsync();
        await Podman.StartAsync(Service, ["--env", "MODE=debug"], Script);
    }
}
