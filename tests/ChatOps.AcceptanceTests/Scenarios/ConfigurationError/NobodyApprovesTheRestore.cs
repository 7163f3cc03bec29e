namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>The same, and nobody answers: it is handed on with the difference, and with the approval still offered.</summary>
internal sealed class NobodyApprovesTheRestore : APrometheusIsGivenABadFile
{
    public override bool Mendable => false;

    public override bool SomebodyApproves => false;

    public override IReadOnlyList<string> Facts => ["expr: up{", $"Proposal: put the last good configuration of {Service} back"];
}
