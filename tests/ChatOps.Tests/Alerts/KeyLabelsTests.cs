using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Alerts;

[Property("Rule", "2.1")]
internal sealed class KeyLabelsTests
{
    [TestCase("environment=prod cluster=c1", "prod")]
    [TestCase("env=test cluster=c1", "test")]
    [TestCase("cluster=c1", "c1")]
    [TestCase("alertname=X", "")]
    public void The_environment_is_the_first_of_the_configured_labels(string labels, string environment) =>
        Assert.That(KeyLabels.Default.Of(Labels.Read(labels), "web", Challenge.ServiceDown), Is.EqualTo(new IncidentKey(environment, "web", Challenge.ServiceDown)));

    [Test]
    public void Further_labels_stand_in_the_key()
    {
        var labels = new KeyLabels(["stage"], ["region", "tenant"]);

        var key = labels.Of(Labels.Read("stage=prod region=eu cluster=c1"), "web", Challenge.ServiceDown);

        Assert.That(key, Is.EqualTo(new IncidentKey("prod", "web", Challenge.ServiceDown, "region=eu")));
    }
}
