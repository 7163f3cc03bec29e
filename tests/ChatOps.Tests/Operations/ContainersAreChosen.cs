using ChatOps.Core.Recovery;
using ChatOps.Operations.Approve;
using ChatOps.Operations.Container;
using ChatOps.Operations.Disk;

namespace ChatOps.Tests.Operations;

/// <summary>What <c>container</c>, <c>disk</c> and <c>approve</c> say before they do anything; the scenario suite holds them against real ones.</summary>
internal sealed class ContainersAreChosen
{
    private readonly ContainerAction _container = new(new("/run/nobody.sock"), new HashSet<string> { "web-1", "web-0", "web:2.4.0", "/etc/web.env" }, TimeZoneInfo.Utc, TimeProvider.System);

    [OneTimeTearDown]
    public void TearDown() => _container.Dispose();

    [TestCase("container", "db-1", "container holds \"db-1\"; allowed: the name of a container that a target of the catalog holds")]
    [TestCase("image", "evil:latest", "image holds \"evil:latest\"; allowed: an image that a target of the catalog holds, such as registry:5000/web:1.8.2")]
    [TestCase("environment", "etc/web.env", "environment holds \"etc/web.env\"; allowed: the absolute path of a file that a target of the catalog holds")]
    [TestCase("do", "remove", "do holds \"remove\"; allowed: inspect, compare, logs, events, start, restart, recreate, pull, prune")]
    public void What_the_catalog_does_not_hold_is_refused(string argument, string value, string sentence) =>
        Assert.That(ArgumentCheck.Mistakes(_container, ActionArguments.Of(("do", "recreate"), ("container", "web-1"), (argument, value))).Single().Sentence, Is.EqualTo(sentence));

    [TestCase("inspect", Risk.Observe, "inspect container web-1")]
    [TestCase("restart", Risk.Reversible, "restart container web-1")]
    [TestCase("recreate", Risk.Reversible, "replace container web-1 by one with the settings of web-0 and of image web:2.4.0")]
    public void Each_says_its_risk_and_what_it_would_do(string what, Risk risk, string preview)
    {
        var arguments = ActionArguments.Of(("do", what), ("container", "web-1"), ("previous", "web-0"), ("image", "web:2.4.0"));

        Assert.That((_container.RiskOf(arguments), _container.Preview(arguments)), Is.EqualTo(((Risk?)risk, preview)));
    }

    [Test]
    public async Task An_engine_that_is_not_there_is_said()
    {
        var result = await _container.RunAsync(ActionArguments.Of(("do", "inspect"), ("container", "web-1")), default);

        Assert.That(result.Sentence, Does.StartWith("the container engine at /run/nobody.sock does not answer: "));
    }

    [Test]
    public async Task A_disk_is_measured_and_what_takes_the_most_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-disk-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "logs"));
            await File.WriteAllBytesAsync(Path.Combine(folder, "logs", "old"), new byte[300_000]);
            await File.WriteAllBytesAsync(Path.Combine(folder, "small"), new byte[10]);
            var disk = new DiskAction(new HashSet<string> { folder });

            var roomy = await disk.RunAsync(ActionArguments.Of(("path", folder), ("atMost", "100")), default);
            var full = await disk.RunAsync(ActionArguments.Of(("path", folder), ("atMost", "0")), default);

            Assert.That((roomy.Passed, full.Passed), Is.EqualTo((true, false)));
            Assert.That(roomy.Values!["largest"], Is.EqualTo(Path.Combine(folder, "logs")));
            Assert.That(full.Sentence, Does.Match(@"^the disk under .* is [0-9.]+ % full, [0-9.]+ [KMGT]?i?B of [0-9.]+ [KMGT]iB free; 0 % is the most expected; the most is in .*/logs \(293 KiB\)$"));
            Assert.That(ArgumentCheck.Mistakes(disk, ActionArguments.Of(("path", "/"))).Single().Sentence, Does.StartWith("path holds \"/\"; allowed: "));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task An_approval_is_waited_for_as_for_what_cannot_be_put_back()
    {
        var approve = new ApproveAction();
        var arguments = ActionArguments.Of(("what", "send all visitors to web-2"));

        Assert.That((approve.RiskOf(arguments), approve.Preview(arguments)), Is.EqualTo(((Risk?)Risk.Destructive, "send all visitors to web-2")));
        Assert.That((await approve.RunAsync(arguments, default)).Sentence, Is.EqualTo("agreed to: send all visitors to web-2"));
    }
}
