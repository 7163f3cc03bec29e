using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>The Dockerfile's image, built with buildah, runs read-only, as nobody, and finds itself healthy.</summary>
internal sealed class TheImageStartsAndIsHealthy
{
    private const string Image = "localhost/chatops";
    private const string Name = "chatops";
    private static readonly TimeSpan HealthyWithin = TimeSpan.FromSeconds(60);

    private readonly ContainerEngine engine = new();

    [OneTimeSetUp]
    public Task BuildAsync() => engine.BuildAsync(Image);

    [OneTimeTearDown]
    public void Clear() => engine.Dispose();

    [TearDown]
    public Task RemoveAsync() => engine.RemoveAsync(Name);

    [Test]
    public async Task It_takes_alerts_keeps_them_in_its_volume_and_ends_when_asked()
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        await engine.StartAsync(Name, Image, new Dictionary<string, string> { ["Urls"] = address.GetLeftPart(UriPartial.Authority) });

        await WaitUntilHealthyAsync();
        using var client = new BotClient(address);
        var incident = await client.AlertAsync("DiskFull", "db-1");
        Assert.That(await engine.StopAsync(Name), Is.Zero, await engine.LogsAsync(Name));

        await engine.StartAgainAsync(Name);
        await WaitUntilHealthyAsync();
        Assert.That((await client.IncidentsAsync()).Select(item => item.Id), Is.EqualTo(incident));
    }

    [Test]
    public async Task Reachable_from_outside_without_a_token_it_refuses_to_start_and_names_the_keys()
    {
        await engine.StartAsync(Name, Image, new Dictionary<string, string>());

        await Wait.Until(async () => await engine.ExitCodeAsync(Name) is not null, HealthyWithin, "the container to end");
        Assert.That(await engine.ExitCodeAsync(Name), Is.EqualTo(1));
        Assert.That(await engine.LogsAsync(Name), Does.Contain("Auth:Tokens"));
    }

    private async Task WaitUntilHealthyAsync() =>
        await Wait.Until(() => engine.IsHealthyAsync(Name), HealthyWithin, "the container to be healthy");
}
