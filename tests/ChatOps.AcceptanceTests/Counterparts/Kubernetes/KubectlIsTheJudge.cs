using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Counterparts.Kubernetes;

/// <summary>Unmodified kubectl 1.35 works with the test API server as with a real one.</summary>
internal sealed class KubectlIsTheJudge
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private KubernetesServer server = null!;
    private Kubectl kubectl = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await KubernetesServer.StartAsync();
        kubectl = new Kubectl(server.Kubeconfig);
        server.Set("shop/web:broken", ImageFate.CannotBePulled);
        server.Set("shop/web:crash", ImageFate.Crashes);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        kubectl?.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    [Test]
    public async Task It_gets_and_describes()
    {
        server.Deploy("seen", "shop/web:1", 2);
        await Wait.Until(() => server.Pods("seen").Ready == 2, Soon, "two pods");

        Assert.That(await kubectl.RunAsync("get", "deployments"), Does.Contain("NAME").And.Contain("READY").And.Match(@"seen\s+2/2\s+2\s+2"));
        Assert.That(await kubectl.RunAsync("get", "pods", "-l", "app=seen"), Does.Match(@"seen-\w+-\w+\s+1/1\s+Running\s+0"));
        Assert.That(await kubectl.RunAsync("get", "deploy/seen", "-o", "jsonpath={.status.readyReplicas}"), Is.EqualTo("2"));
        Assert.That(await kubectl.RunAsync("get", "rs,events"), Does.Contain("replicaset.apps/seen-").And.Contain("Scaled up replica set"));
        var described = await kubectl.RunAsync("describe", "deployment", "seen");
        Assert.That(described, Does.Contain("2 desired | 2 updated | 2 total | 2 available | 0 unavailable").And.Contain("NewReplicaSetAvailable").And.Contain("ScalingReplicaSet"));
        Assert.That(await kubectl.RunAsync("describe", "pods", "-l", "app=seen"), Does.Contain("Image:").And.Contain("shop/web:1").And.Contain("Started container"));
        Assert.That((await kubectl.TryAsync("get", "pod", "nobody")).Output, Is.EqualTo("Error from server (NotFound): pods \"nobody\" not found"));
        Assert.That(await kubectl.RunAsync("version"), Does.Contain("Server Version: v1.35.2"));
    }

    [Test]
    public async Task It_rolls_out_sees_a_rollout_that_is_stuck_and_undoes_it()
    {
        server.Deploy("rolled", "shop/web:1", 4, progressDeadlineSeconds: 2);
        Assert.That(await kubectl.RunAsync("rollout", "status", "deployment/rolled"), Does.Contain("deployment \"rolled\" successfully rolled out"));

        Assert.That(await kubectl.RunAsync("set", "image", "deployment/rolled", "app=shop/web:broken"), Does.Contain("image updated"));
        var (exitCode, stuck) = await kubectl.TryAsync("rollout", "status", "deployment/rolled");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(stuck, Does.Contain("exceeded its progress deadline"));
        Assert.That(await kubectl.RunAsync("get", "pods", "-l", "app=rolled"), Does.Contain("ImagePullBackOff"));
        Assert.That(server.Pods("rolled").Ready, Is.EqualTo(3), "a quarter of the old ones made room, the others stay");

        Assert.That(await kubectl.RunAsync("rollout", "undo", "deployment/rolled"), Does.Contain("rolled back"));
        Assert.That(await kubectl.RunAsync("rollout", "status", "deployment/rolled"), Does.Contain("successfully rolled out"));
        Assert.That(server.Pods("rolled").Images, Is.EqualTo((string[])["shop/web:1"]));
        Assert.That(await kubectl.RunAsync("rollout", "history", "deployment/rolled"), Does.Contain("REVISION").And.Match(@"(?m)^3\s").And.Not.Match(@"(?m)^1\s"));
    }

    [Test]
    public async Task It_restarts_scales_reads_logs_and_deletes_a_pod()
    {
        server.Deploy("kept", "shop/web:1", 2);
        await kubectl.RunAsync("rollout", "status", "deployment/kept");
        var before = await kubectl.RunAsync("get", "pods", "-l", "app=kept", "-o", "name");

        Assert.That(await kubectl.RunAsync("rollout", "restart", "deployment/kept"), Does.Contain("restarted"));
        await kubectl.RunAsync("rollout", "status", "deployment/kept");
        var after = await kubectl.RunAsync("get", "pods", "-l", "app=kept", "-o", "name");
        Assert.That(after.Split('\n').Intersect(before.Split('\n')), Is.Empty);

        Assert.That(await kubectl.RunAsync("scale", "deployment/kept", "--replicas=3"), Does.Contain("scaled"));
        await Wait.Until(() => server.Pods("kept").Ready == 3, Soon, "three pods");
        Assert.That(await kubectl.RunAsync("logs", "deployment/kept", "--tail=1"), Does.Contain("listening on 8080"));

        var pod = (await kubectl.RunAsync("get", "pods", "-l", "app=kept", "-o", "name")).Split('\n')[0];
        Assert.That(await kubectl.RunAsync("delete", pod), Does.Contain("deleted"));
        await Wait.Until(() => server.Pods("kept").Ready == 3, Soon, "another pod in its place");
        Assert.That((await kubectl.RunAsync("get", "pods", "-l", "app=kept", "-o", "name")).Split('\n'), Has.None.EqualTo(pod));
    }

    [Test]
    public async Task Nobody_without_the_token_gets_in()
    {
        using var stranger = new Kubectl(server.Kubeconfig.Replace(server.Token, "wrong", StringComparison.Ordinal));

        var (exitCode, output) = await stranger.TryAsync("get", "pods");

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain("Unauthorized").IgnoreCase.Or.Contain("logged in"));
    }
}
