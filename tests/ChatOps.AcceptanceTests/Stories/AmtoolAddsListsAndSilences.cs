using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>Debian's amtool, unmodified, works against the bot as against an Alertmanager.</summary>
internal sealed class AmtoolAddsListsAndSilences
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private BotProcess bot = null!;
    private Amtool amtool = null!;

    [SetUp]
    public async Task StartAsync()
    {
        bot = await BotProcess.StartAsync(new BotSettings());
        amtool = new Amtool(bot.Address);
    }

    [TearDown]
    public async Task StopAsync() => await bot.DisposeAsync();

    [Test]
    public async Task An_added_alert_is_listed_and_opens_an_incident()
    {
        await SucceedsAsync("alert", "add", "DiskFull", "service=db-1", "severity=critical", "--annotation=summary=no space left");

        Assert.That(await SucceedsAsync("alert", "query"), Does.Contain("DiskFull").And.Contain("no space left"));
        Assert.That(await SucceedsAsync("alert", "query", "service=other"), Does.Not.Contain("DiskFull"));
        Assert.That(await SucceedsAsync("-o", "extended", "alert", "query", "alertname=~Disk.*"), Does.Contain("db-1"));
        Assert.That((await bot.Client.IncidentsAsync()).Select(incident => incident.Service), Is.EqualTo((string[])["db-1"]));
    }

    [Test]
    public async Task An_alert_that_is_added_again_and_ended_is_one_incident_that_is_resolved()
    {
        await SucceedsAsync("alert", "add", "PostgresqlDown", "service=db-3", "severity=critical");
        await SucceedsAsync("alert", "add", "PostgresqlDown", "service=db-3", "severity=critical");
        var open = (await bot.Client.IncidentsAsync()).Single();

        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await SucceedsAsync("alert", "add", "PostgresqlDown", "service=db-3", "severity=critical", $"--end={now}");

        var ended = (await bot.Client.IncidentsAsync()).Single();
        Assert.That((ended.Id, ended.State, ended.ResolvedBy, ended.Alerts.Count), Is.EqualTo((open.Id, "resolved", "source", 1)));
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task A_silence_is_added_listed_prolonged_and_expired_and_mutes_while_it_lasts()
    {
        var id = (await SucceedsAsync("silence", "add", "service=db-2", "--duration=1h", "--author=ana", "--comment=moving disks")).Trim();
        Assert.That(await SucceedsAsync("silence", "query"), Does.Contain(id).And.Contain("moving disks"));
        Assert.That(await SucceedsAsync("silence", "update", "--duration=2h", id), Does.Contain(id));

        await SucceedsAsync("alert", "add", "DiskFull", "service=db-2");
        Assert.That(await SucceedsAsync("alert", "query", "--silenced", "service=db-2"), Does.Contain("DiskFull"));
        Assert.That(await bot.Client.IncidentsAsync(), Is.Empty, "an alert that a silence covers opens nothing");

        await SucceedsAsync("silence", "expire", id);
        Assert.That(await SucceedsAsync("silence", "query"), Does.Not.Contain(id));
        Assert.That(await SucceedsAsync("silence", "query", "--expired"), Does.Contain(id));
        await Wait.Until(async () => (await bot.Client.IncidentsAsync()).Count == 1, Soon, "the alert, still firing, to open an incident");
    }

    [Test]
    public async Task The_server_tells_its_status_and_configuration()
    {
        Assert.That(await SucceedsAsync("cluster", "show"), Does.Contain("Cluster Status"));
        Assert.That(await SucceedsAsync("config", "show"), Does.Contain("receiver"));
    }

    private async Task<string> SucceedsAsync(params string[] arguments)
    {
        var result = await amtool.RunAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, $"amtool {string.Join(' ', arguments)}: {result.Errors}");
        return result.Output;
    }
}
