namespace ChatOps.AcceptanceTests.Scenarios.DeploymentFailed;

/// <summary>One pod of three does not get its volume; another one in its place does.</summary>
internal sealed class APodWaitsForItsVolume : ARollout
{
    public override ScenarioAlert Alert => new("KubeDeploymentReplicasMismatch", $"default/{Service} has not had its replicas for 15 min", ("namespace", "default"), ("deployment", Service));

    public override Task BreakAsync()
    {
        Server.StickAPod(Service, TimeSpan.FromMinutes(15));
        return Task.CompletedTask;
    }
}
