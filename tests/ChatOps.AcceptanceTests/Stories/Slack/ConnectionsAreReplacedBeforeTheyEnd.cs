using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>Socket Mode: Slack renews its connections, announces it or not, and connections die without a word; people notice nothing.</summary>
internal sealed class ConnectionsAreReplacedBeforeTheyEnd
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
}
