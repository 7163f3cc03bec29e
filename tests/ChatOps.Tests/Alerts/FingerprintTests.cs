using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

internal sealed class FingerprintTests
{
    // As Alertmanager 0.25 answered for these label sets.
    [TestCase("alertname=Good", "bfb7da6a737ed1db")]
    [TestCase("severity=warning instance=a alertname=HighLoad", "ed9470c880878645")]
    [TestCase("x=1 team=pd alertname=Two", "18b4d69675e02c92")]
    [TestCase("x=1 team=pd alertname=Two empty=", "18b4d69675e02c92")]
    public void The_fingerprint_is_the_one_of_Alertmanager(string labels, string fingerprint) =>
        Assert.That(AlertFingerprint.Of(Labels.Read(labels)), Is.EqualTo(fingerprint));
}
