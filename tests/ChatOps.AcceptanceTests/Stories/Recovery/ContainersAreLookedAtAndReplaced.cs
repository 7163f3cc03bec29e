using ChatOps.AcceptanceTests.Harness;
using ChatOps.AcceptanceTests.Scenarios.Parts;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Container;

namespace ChatOps.AcceptanceTests.Stories.Recovery;

/// <summary>The action <c>container</c> on real containers, by podman's Docker API: what the scenarios do not reach.</summary>
internal sealed class ContainersAreLookedAtAndReplaced
{
    private static readonly HashSet<string> Targets = ["web", "web-old", "gone", Podman.Image, "localhost/nothing:1", "/etc/hostname", "broken"];

    private Podman podman = null!;
    private ContainerAction action = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        podman = await Podman.StartAsync();
        action = new ContainerAction(new ContainerOptions(podman.Socket), Targets, TimeZoneInfo.Utc, TimeProvider.System);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        action?.Dispose();
        if (podman is not null) await podman.DisposeAsync();
    }

    [TearDown]
    public Task RemoveAsync() => podman.RunAsync("rm", "--force", "--all", "--time", "0");

    [Test]
    public async Task What_runs_what_ended_and_what_is_not_there_is_told()
    {
        // podman's events of all storages lie in one file: a name that no other test uses.
        var name = $"short-{Environment.ProcessId}";
        using var action = new ContainerAction(new ContainerOptions(podman.Socket), new HashSet<string> { name, "gone" }, TimeZoneInfo.Utc, TimeProvider.System);
        await podman.StartAsync(name, [], "echo hello; echo 'error: no disk' >&2; sleep 1; exit 7");
        await podman.RunAsync("wait", name);

        var ended = await action.RunAsync(ActionArguments.Of(("do", "inspect"), ("container", name)), default);
        var events = await action.RunAsync(ActionArguments.Of(("do", "events"), ("container", name), ("since", "10m")), default);
        var log = await action.RunAsync(ActionArguments.Of(("do", "logs"), ("container", name)), default);
        var missing = await action.RunAsync(ActionArguments.Of(("do", "inspect"), ("container", "gone")), default);

        Assert.Multiple(() =>
        {
            Assert.That(ended.Sentence, Does.Match($@"^container {name} ended with exit code 7 after \d+ m?s at \d\d:\d\d UTC \(\d+ m?s ago\); image {Podman.Image}, restarted 0 times$"));
            Assert.That((ended.Passed, ended.Values!["exitCode"]), Is.EqualTo((false, "7")));
            Assert.That(events.Sentence, Does.Match($@"^container {name} ended once in 10 min, the last time \d\d:\d\d UTC \(\d+ m?s ago\) with exit code 7$"));
            Assert.That(log.Sentence, Is.EqualTo($"log of container {name}: 1 of the last 2 lines name an error, the last one: \"error: no disk\""));
            Assert.That(missing.Values!["state"], Is.EqualTo("missing"));
        });
    }

    [Test]
    public async Task What_was_stopped_is_started_and_restarted()
    {
        await podman.StartAsync("web", [], "sleep 1000");
        await podman.RunAsync("stop", "--time", "0", "web");

        var started = await DoAsync("start");
        var before = await podman.RunAsync("inspect", "--format", "{{.State.StartedAt}}", "web");
        var restarted = await DoAsync("restart", ("grace", "1s"));

        Assert.That((started.Passed, restarted.Passed), Is.EqualTo((true, true)), started.Sentence + restarted.Sentence);
        Assert.That(await podman.RunAsync("inspect", "--format", "{{.State.StartedAt}}", "web"), Is.Not.EqualTo(before));
        Assert.That(await podman.IsRunningAsync("web"), Is.True);
    }

    [Test]
    public async Task A_replaced_container_keeps_its_settings_and_the_old_one_is_kept()
    {
        var volume = (await podman.RunAsync("volume", "create")).Trim();
        await podman.StartAsync("web", ["--env", "MODE=good", "--volume", $"{volume}:/data", "--restart", "on-failure:3", "--tmpfs", "/scratch:size=1m"], "echo once >>/data/log; sleep 1000");

        var replaced = await DoAsync("recreate", ("grace", "1s"));

        Assert.That(replaced.Passed, Is.True, replaced.Sentence);
        const string Settings = "{{.Config.Env}} {{.HostConfig.Binds}} {{.HostConfig.RestartPolicy}} {{.HostConfig.NetworkMode}} {{.Config.Cmd}} {{.HostConfig.Tmpfs}} {{.HostConfig.Ulimits}}";
        Assert.That(Sorted(await podman.RunAsync("inspect", "--format", Settings, "web")), Is.EqualTo(Sorted(await podman.RunAsync("inspect", "--format", Settings, "web-chatops-replaced"))));
        Assert.That((await podman.IsRunningAsync("web"), await podman.IsRunningAsync("web-chatops-replaced")), Is.EqualTo((true, false)));

        var again = await DoAsync("recreate", ("grace", "1s"));
        Assert.That(again.Passed, Is.True, again.Sentence);
    }

    [Test]
    public async Task One_that_cannot_be_started_brings_the_old_one_back()
    {
        await podman.StartAsync("web", [], "sleep 1000");
        await podman.ReleaseWithoutAsync("/bin/busybox", "localhost/broken:1", "build");
        using var careless = new ContainerAction(new ContainerOptions(podman.Socket), new HashSet<string> { "web", "localhost/broken:1" }, TimeZoneInfo.Utc, TimeProvider.System);

        var result = await careless.RunAsync(ActionArguments.Of(("do", "recreate"), ("container", "web"), ("image", "localhost/broken:1"), ("grace", "1s")), default);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Sentence, Does.StartWith("a container web of image localhost/broken:1 could not be started: ").And.EndsWith("; the old one is back"));
        Assert.That(await podman.IsRunningAsync("web"), Is.True);
        Assert.That((await podman.RunAsync("ps", "--all", "--format", "{{.Names}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo((string[])["web"]));
    }

    [Test]
    public async Task A_step_that_is_ended_while_the_old_one_stops_brings_it_back()
    {
        await podman.StartAsync("web", [], "trap 'echo told to end' TERM; while true; do sleep 0.1; done");
        using var step = new CancellationTokenSource();

        var replacing = action.RunAsync(ActionArguments.Of(("do", "recreate"), ("container", "web"), ("grace", "60s")), step.Token);
        await Wait.Until(async () => (await podman.RunAsync("logs", "web")).Contains("told to end", StringComparison.Ordinal), TimeSpan.FromSeconds(60), "the old one to be told to end");
        await step.CancelAsync();
        var result = await replacing;

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Sentence, Does.Match(@"^a container web of image localhost/web:1\.0 could not be started: it was ended after \d.*; the old one is back$"));
        Assert.That(await podman.IsRunningAsync("web"), Is.True);
        Assert.That((await podman.RunAsync("ps", "--all", "--format", "{{.Names}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo((string[])["web"]));
    }

    [Test]
    public async Task An_image_that_nobody_has_leaves_everything_as_it_is()
    {
        await podman.StartAsync("web", [], "sleep 1000");

        var pulled = await DoAsync("pull", ("image", "localhost/nothing:1"));
        var replaced = await DoAsync("recreate", ("image", "localhost/nothing:1"));

        Assert.That((pulled.Passed, pulled.Values!["imageMissing"]), Is.EqualTo((false, "true")), pulled.Sentence);
        Assert.That((replaced.Passed, replaced.Values!["imageMissing"]), Is.EqualTo((false, "true")), replaced.Sentence);
        Assert.That(await podman.IsRunningAsync("web"), Is.True);
    }

    [Test]
    public async Task Of_another_environment_names_are_told_and_no_values()
    {
        await podman.StartAsync("web-old", ["--env", "DB_PASSWORD=old-secret", "--env", "SAME=1"], "sleep 1000");
        await podman.StartAsync("web", ["--env", "DB_PASSWORD=new-secret", "--env", "SAME=1"], "sleep 1000");

        var result = await DoAsync("compare", ("previous", "web-old"));
        var same = await action.RunAsync(ActionArguments.Of(("do", "compare"), ("container", "web"), ("previous", "web")), default);

        Assert.That(result.Sentence, Does.EndWith("differs from web-old: environment DB_PASSWORD").And.Not.Contains("secret"));
        Assert.That((result.Passed, same.Passed), Is.EqualTo((false, true)), same.Sentence);
    }

    [Test]
    public async Task Only_images_without_a_name_are_removed()
    {
        await podman.StartAsync("web", [], "sleep 1000");
        await podman.ReleaseWithoutAsync("/bin/httpd", "localhost/release:1", "build-1");
        await podman.ReleaseWithoutAsync("/bin/ls", "localhost/release:1", "build-2");

        var result = await DoAsync("prune");

        Assert.That(result.Passed, Is.True, result.Sentence);
        var left = await podman.RunAsync("images", "--format", "{{.Repository}}:{{.Tag}}");
        Assert.That(left, Does.Contain("localhost/release:1").And.Contain(Podman.Image).And.Not.Contain("<none>"));
    }

    private static IEnumerable<char> Sorted(string text) => text.Order();

    private Task<ActionResult> DoAsync(string what, params (string, string)[] further)
    {
        var arguments = ActionArguments.Of([("do", what), ("container", "web"), .. further]);
        Assert.That(ArgumentCheck.Mistakes(action, arguments), Is.Empty);
        return action.RunAsync(arguments, default);
    }
}
