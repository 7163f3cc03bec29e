namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>It expired, and the authority refuses to renew it: people have to talk to it.</summary>
internal sealed class ACertificateCannotBeRenewed : ACertificateExpired
{
    public override bool Mendable => false;

    public override IReadOnlyList<string> Facts => [$"the certificate of {Host}", "expired", "CN=Shop CA", "rate limit"];

    protected override string RenewScript => "echo 'the authority says: rate limit, too many certificates already issued' >&2\nexit 1";
}
