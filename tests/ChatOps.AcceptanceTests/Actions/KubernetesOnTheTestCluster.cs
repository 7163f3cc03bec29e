using ChatOps.AcceptanceTests.Harness;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Kubernetes;
using ChatOps.Servers.Kubernetes;

namespace ChatOps.AcceptanceTests.Actions;

/// <summary>The action <c>kubernetes</c> against the test API server, which unmodified kubectl judges in <c>Counterparts</c>.</summary>
internal sealed class KubernetesOnTheTestCluster
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private KubernetesServer server = null!;
    private KubernetesAction action = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await KubernetesServer.StartAsync();
        server.Set("web:broken", ImageFate.CannotBePulled);
        server.Set("web:crash", ImageFate.Crashes);
        action = new(
            new(new Dictionary<string, KubernetesCluster>
            {
                ["test"] = new(folder.Write("config", server.Kubeconfig), null),
                ["stranger"] = new(folder.Write("other", server.Kubeconfig.Replace(server.Token, "wrong", StringComparison.Ordinal)), null),
            }),
            TimeProvider.System);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
        folder.Dispose();
    }

    private Task<ActionResult> DoAsync(string deployment, string what, params (string, string)[] further) =>
        action.RunAsync(ActionArguments.Of([("deployment", "test/default/" + deployment), ("do", what), .. further]), default);

    private Task RolledOutAsync(string name) => Wait.Until(async () => (await DoAsync(name, "status")).Passed, Soon, $"{name} to be rolled out");

    [Test]
    public async Task A_rollout_that_cannot_end_is_told_with_its_reason_and_undone_once()
    {
        server.Deploy("undone", "web:1", 3);
        await RolledOutAsync("undone");
        Assert.That((await DoAsync("undone", "undo")).Sentence, Is.EqualTo("default/undone has no revision before this one to go back to"));
        server.SetImage("undone", "web:broken");

        var stuck = await Wait.For(async () => await DoAsync("undone", "status") is { } status && status.Values!["stuck"] == "true" ? status : null, Soon, "a stuck rollout");
        Assert.That(stuck.Passed, Is.False);
        Assert.That(stuck.Sentence, Does.Match(@"^3 of 3 pods of default/undone are ready; revision 2 \(web:broken\) has 1 of 3; pod undone-\w+-\w+ waits: ImagePullBackOff; revision 1 before it is web:1$"));
        Assert.That(stuck.Values!["minutes"], Is.EqualTo("0"), "the newest revision has just come");
        Assert.That(stuck.Values!.ContainsKey("pod"), Is.False, "another pod of this template would wait as well");
        Assert.That((await DoAsync("undone", "events")).Sentence, Does.Contain("Failed: Failed to pull image \"web:broken\": manifest unknown"));

        Assert.That((await DoAsync("undone", "undo")).Sentence, Is.EqualTo("default/undone goes back to revision 1 (web:1)"));
        await RolledOutAsync("undone");
        Assert.That(server.Pods("undone").Images, Is.EqualTo((string[])["web:1"]));
        Assert.That((await DoAsync("undone", "status")).Sentence, Is.EqualTo("3 of 3 pods of default/undone are ready, all of revision 3 (web:1)"));
        Assert.That((await DoAsync("undone", "undo")).Sentence, Is.EqualTo("default/undone is rolled out; nothing was undone"));
    }

    [Test]
    public async Task A_crash_is_told_with_what_the_pod_wrote_last()
    {
        server.Deploy("crashed", "web:1", 1);
        await RolledOutAsync("crashed");
        server.SetImage("crashed", "web:crash");
        await Wait.Until(async () => (await DoAsync("crashed", "status")).Values!["stuck"] == "true", Soon, "a crash loop");

        Assert.That((await DoAsync("crashed", "status")).Sentence, Does.Contain("waits: CrashLoopBackOff"));
        Assert.That((await DoAsync("crashed", "logs")).Sentence, Does.EndWith("wrote last: error: no such setting: workers"));
    }

    [Test]
    public async Task A_pod_that_is_stuck_alone_is_deleted_and_no_other()
    {
        server.Deploy("stuck", "web:1", 3);
        await RolledOutAsync("stuck");
        server.StickAPod("stuck", TimeSpan.FromMinutes(5));
        var status = await Wait.For(async () => await DoAsync("stuck", "status") is { } one && one.Values!.ContainsKey("pod") ? one : null, Soon, "a stuck pod");
        Assert.That(status.Sentence, Does.StartWith("2 of 3 pods of default/stuck are ready").And.Contain("waits: ContainerCreating"));
        Assert.That(status.Values!["stuck"], Is.EqualTo("false"), "the rollout is not to blame");
        (string, string)[] found = [("pod", status.Values["pod"]), ("uid", status.Values["uid"])];

        Assert.That((await DoAsync("stuck", "delete-pod", found[0], ("uid", "another"))).Sentence, Does.EndWith("is gone; nothing was deleted"));
        Assert.That((await DoAsync("stuck", "delete-pod", found)).Sentence, Is.EqualTo($"the stuck pod {found[0].Item2} of default/stuck was deleted; its replica set makes another"));
        await RolledOutAsync("stuck");
        Assert.That((await DoAsync("stuck", "delete-pod", found)).Sentence, Does.EndWith("is gone; nothing was deleted"));
    }

    [Test]
    public async Task Replicas_are_added_within_bounds_and_pods_are_restarted()
    {
        server.Deploy("scaled", "web:1", 2);
        await RolledOutAsync("scaled");

        Assert.That((await DoAsync("scaled", "scale", ("add", "2"), ("most", "3"))).Sentence, Is.EqualTo("default/scaled goes from 2 to 3 replicas"));
        Assert.That((await DoAsync("scaled", "scale", ("add", "2"), ("most", "3"))).Sentence, Is.EqualTo("default/scaled has 3 replicas already; 3 at most are allowed"));
        await Wait.Until(() => server.Pods("scaled").Ready == 3, Soon, "three pods");
        Assert.That((await DoAsync("scaled", "restart")).Sentence, Is.EqualTo("default/scaled is being restarted, pod by pod"));
        await RolledOutAsync("scaled");
        Assert.That((await DoAsync("scaled", "status")).Sentence, Does.EndWith("all of revision 2 (web:1)"));
    }

    [Test]
    public async Task What_is_not_there_or_not_allowed_is_told_in_words()
    {
        Assert.That((await DoAsync("nobody", "status")).Sentence, Is.EqualTo("default/nobody: the cluster answered 404: deployments.apps \"nobody\" not found"));
        Assert.That((await action.RunAsync(ActionArguments.Of(("deployment", "stranger/default/web")), default)).Sentence, Is.EqualTo("default/web: the cluster answered 401: Unauthorized"));
        Assert.That(action.Validate(ActionArguments.Of(("deployment", "test/../secrets"), ("do", "status"))).Single().Sentence, Is.EqualTo("deployment holds \"test/../secrets\"; allowed: cluster/namespace/name, with a cluster of stranger, test"));
    }
}
