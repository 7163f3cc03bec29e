namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>A certificate expires in two days.</summary>
internal sealed class ACertificateExpiresInTwoDays : ACertificateExpired
{
    public override ScenarioAlert Alert => new("BlackboxSslCertificateWillExpireSoon", $"the certificate of {Host} expires in two days", ("instance", $"https://{Host}"));

    protected override void Break(DateTimeOffset now) => Authority.Issue(Host, now - TimeSpan.FromDays(88), now + TimeSpan.FromDays(2));
}
