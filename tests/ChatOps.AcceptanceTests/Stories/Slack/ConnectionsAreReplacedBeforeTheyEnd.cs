using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>Socket Mode: Slack renews its connections, announces it or not, and connections die without a word; people notice nothing.</summary>
internal sealed partial class ConnectionsAreReplacedBeforeTheyEnd
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [TestCase("announced")]
    [TestCase("renewed")]
    public async Task A_renewal_drops_nothing(string how)
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings(), overSockets: true);
        var slack = workspace.Slack;
        await slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops declare ledger it is slow");

        var renewal = how == "announced" ? slack.WarnSocketsAsync() : slack.RefreshSocketsAsync();
        var typed = new List<SlackDelivery>();
        for (var i = 0; i < 20; i++)
        {
            typed.Add(await slack.TypeAsync(workspace.Ana, workspace.Incidents, $"/chatops note INC-1 number {i};"));
        }

        await renewal;
        await Wait.Until(() => slack.OpenSockets >= 2, Soon, "two connections again", () => workspace.Bot.Tail);
        Assert.That(typed.Where(delivery => !delivery.IsTaken).Select(delivery => delivery.UserSees), Is.Empty);
        var notes = (await workspace.Client.TimelineAsync("INC-1")).Where(entry => entry.Kind == "noted").Select(entry => entry.Details.ToString()).ToArray();
        Assert.That(Enumerable.Range(0, 20).Select(i => notes.Count(note => note.Contains($"number {i};", StringComparison.Ordinal))), Is.All.EqualTo(1));
    }

    [TestCase("cut")]
    [TestCase("frozen")]
    public async Task A_connection_that_dies_is_replaced(string how)
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings(), overSockets: true);
        var slack = workspace.Slack;

        if (how == "cut") slack.CutSockets();
        else slack.FreezeSockets();

        await Wait.Until(async () => (await slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops status")).IsTaken, Soon, "an answer over a new connection", () => workspace.Bot.Tail);
    }

    [Test]
    public async Task While_none_lives_readiness_the_page_and_the_metrics_say_so()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings(), overSockets: true);
        Assert.That(await SocketModeAsync(workspace), Is.EqualTo((true, 2)));
        workspace.Slack.Faults.BeginOutage(TimeSpan.FromMinutes(5));

        await Wait.Until(async () => await SocketModeAsync(workspace) == (false, 0), Soon, "readiness to show it", () => workspace.Bot.Tail);
        Assert.That((await workspace.Client.GetAsync("health")).Body, Does.Contain("no connection of Socket Mode"));
        workspace.Slack.Faults.EndOutage();

        await Wait.Until(async () => await SocketModeAsync(workspace) == (true, 2), Soon, "both connections again", () => workspace.Bot.Tail);
        Assert.That((await workspace.Client.GetAsync("metrics")).Body, Does.Match("""chatops_slack_connections_opened_total\{[^}]*\} [4-9]"""));
    }

    private static async Task<(bool Good, int Open)> SocketModeAsync(Workspace workspace)
    {
        var ready = await workspace.Client.GetAsync("healthz/ready");
        Assert.That((int)ready.Status, Is.EqualTo(200), "a platform that is away stops nobody");
        using var body = JsonDocument.Parse(ready.Body);
        var part = body.RootElement.GetProperty("platforms").EnumerateArray().Single(platform => platform.GetProperty("name").GetString() == "slack-socket-mode");
        var metrics = await workspace.Client.GetAsync("metrics");
        return (part.GetProperty("good").GetBoolean(), int.Parse(Open().Match(metrics.Body).Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("""^chatops_slack_connections\{[^}]*\} ([0-9]+)""", RegexOptions.Multiline)]
    private static partial Regex Open();
}
