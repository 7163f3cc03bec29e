using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Tests.Alerts;

[Property("Rule", "2.2")]
internal sealed class ServiceCatalogTests
{
    private static readonly ServiceCatalog Catalog = new(
    [
        Entry("checkout", "namespace=\"shop\"", "team!=\"data\""),
        Entry("everything-of-shop", "namespace=\"shop\""),
        Entry("payments"),
        Entry("infra/db"),
    ]);

    [TestCase("namespace=shop service=payments", "checkout", true, TestName = "The first entry whose Match fits comes before the label")]
    [TestCase("namespace=shop team=data", "everything-of-shop", true, TestName = "All matchers of an entry have to hold")]
    [TestCase("service=payments namespace=a deployment=b", "payments", true, TestName = "The label service finds an entry by name")]
    [TestCase("service=Payments", "payments", true, TestName = "Names are compared without case")]
    [TestCase("service=mail job=postfix", "mail", false, TestName = "A service outside the catalog keeps the name it was given")]
    [TestCase("namespace=infra statefulset=db", "infra/db", true, TestName = "A derived name finds an entry too")]
    [TestCase("service=kube-state-metrics namespace=a deployment=web", "a/web", false, TestName = "An exporter in service is passed over")]
    [TestCase("service=prometheus-node-exporter job=x node=n1", "n1", false, TestName = "An exporter is a word of the label")]
    [TestCase("service=web job=kube-state-metrics namespace=a pod=web-5d4f8c7b9-x2x7q", "a/web", false, TestName = "An exporter in job passes over service")]
    [TestCase("service=web endpoint=blackbox_http instance=https://shop.example/health", "shop.example", false, TestName = "An exporter in endpoint passes over service")]
    [TestCase("service=blackboxes", "blackboxes", false, TestName = "A word that only starts like an exporter is none")]
    [TestCase("namespace=a deployment=d statefulset=s pod=p node=n", "a/d", false, TestName = "deployment first")]
    [TestCase("namespace=a statefulset=s daemonset=x", "a/s", false, TestName = "then statefulset")]
    [TestCase("namespace=a daemonset=x cronjob=c", "a/x", false, TestName = "then daemonset")]
    [TestCase("namespace=a cronjob=c job_name=j", "a/c", false, TestName = "then cronjob")]
    [TestCase("namespace=a job_name=j pod=p", "a/j", false, TestName = "then job_name")]
    [TestCase("namespace=a pod=web-5d4f8c7b9-x2x7q container=c", "a/web", false, TestName = "then the pod of a ReplicaSet")]
    [TestCase("namespace=a pod=agent-x2x7q", "a/agent", false, TestName = "the pod of a DaemonSet")]
    [TestCase("namespace=a pod=backup-28123456-x2x7q", "a/backup", false, TestName = "the pod of a CronJob")]
    [TestCase("namespace=a pod=db-0", "a/db", false, TestName = "the pod of a StatefulSet")]
    [TestCase("namespace=a pod=web-front", "a/web-front", false, TestName = "a pod without a hash")]
    [TestCase("container=c node=n", "c", false, TestName = "then container")]
    [TestCase("node=n1 instance=10.0.0.7:9100", "n1", false, TestName = "then node")]
    [TestCase("job=invoices instance=10.0.0.7:9100", "invoices", false, TestName = "without any of these the scrape job")]
    [TestCase("job=node-exporter instance=10.0.0.7:9100", "10.0.0.7", false, TestName = "of an exporter the host that it looks at")]
    [TestCase("job=blackbox instance=http://127.0.0.1:9100/health", "127.0.0.1:9100", false, TestName = "of a probe the address that it asks")]
    [TestCase("job=node-exporter", "node-exporter", false, TestName = "of an exporter that names nothing the exporter")]
    [TestCase("alertname=X", "unknown", false, TestName = "nothing at all is the unknown service")]
    public void Service_of(string labels, string service, bool inCatalog)
    {
        var found = Catalog.Of(Labels.Read(labels));

        Assert.That((found.Name, found.InCatalog), Is.EqualTo((service, inCatalog)));
    }

    [Test]
    public void The_list_of_exporters_is_configurable()
    {
        var catalog = new ServiceCatalog([], ["my-prober"]);

        Assert.That(catalog.Of(Labels.Read("service=my_prober node=n")).Name, Is.EqualTo("n"));
        Assert.That(catalog.Of(Labels.Read("service=kubelet node=n")).Name, Is.EqualTo("kubelet"));
    }

    [Test]
    public void A_service_outside_the_catalog_is_standard_infrastructure_without_targets()
    {
        var service = Catalog.Of(Labels.Read("service=mail"));

        Assert.That(service, Has.Property(nameof(Service.Domain)).EqualTo(Domain.Infrastructure)
            .And.Property(nameof(Service.Criticality)).EqualTo(Criticality.Standard)
            .And.Property(nameof(Service.Targets)).Empty);
    }

    private static CatalogEntry Entry(string name, params string[] match) =>
        new(Service.Unlisted(name) with { InCatalog = true }, match, new Dictionary<string, string>(), RecoveryRules.Default);
}
