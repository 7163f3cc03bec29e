using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>What is forged, stale or of another workspace is refused; what comes twice is done once; who lacks the role is refused alone.</summary>
internal sealed class OnlySlackItselfIsHeard
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [TestCase(SlackOutgoingFault.BadSignature)]
    [TestCase(SlackOutgoingFault.OldStamp)]
    [TestCase(SlackOutgoingFault.FutureStamp)]
    [TestCase(SlackOutgoingFault.NoSignature)]
    [TestCase(SlackOutgoingFault.NoStamp)]
    public async Task What_Slack_did_not_sign_lately_has_no_effect(SlackOutgoingFault fault)
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        workspace.Slack.Faults.AddOutgoing(fault);

        var refused = await workspace.Slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops declare ledger it is slow");
        var taken = await workspace.Slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops status");

        Assert.That(refused.Status, Is.EqualTo(401));
        Assert.That((taken.Status, taken.IsTaken), Is.EqualTo((200, true)));
        Assert.That(await workspace.Client.IncidentsAsync(), Is.Empty);
    }

    [Test]
    public async Task Another_workspace_is_refused()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings().With("Slack:TeamId", "T0OTHER"));
        workspace.Bot.ExpectError("The Slack token is of workspace");

        Assert.That((await workspace.Slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops status")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task A_delivery_that_comes_twice_is_done_once()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        workspace.Slack.Faults.AddOutgoing(SlackOutgoingFault.Duplicate, SlackOutgoingFault.Duplicate);

        Assert.That((await workspace.Slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops declare ledger it is slow")).IsTaken, Is.True);
        workspace.Slack.Say(workspace.Ana, workspace.Incidents, $"{workspace.Mention} note INC-1 seen by us");
        await workspace.Slack.IdleAsync();

        Assert.That(await workspace.Client.IncidentsAsync(), Has.Count.EqualTo(1));
        await Wait.Until(async () => await NotesAsync(workspace) > 0, Soon, "the note");
        Assert.That(await NotesAsync(workspace), Is.EqualTo(1), "a mention arrives as two events and is one note");
    }

    [Test]
    public async Task Somebody_without_the_role_is_refused_alone_and_it_is_recorded()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        await workspace.Slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops declare ledger it is slow");
        var head = await workspace.HeadAsync("INC-1", message => message.Elements.Any(element => element.Text == "Acknowledge"), "a head with a button to acknowledge");

        await workspace.PressAsync(workspace.Max, head, "Acknowledge");

        await Wait.Until(() => workspace.Slack.Ephemerals(workspace.Max).Any(answer => answer.Shown.Contains("coordinator", StringComparison.Ordinal)), Soon, "the refusal");
        Assert.That(workspace.Slack.Ephemerals(workspace.Ana), Has.None.Matches<SlackMessage>(answer => answer!.Shown.Contains("coordinator", StringComparison.Ordinal)));
        Assert.That((await workspace.Client.IncidentAsync("INC-1")).Owner, Is.Null);
        Assert.That((await workspace.Client.TimelineAsync("INC-1")).Select(entry => entry.Kind), Has.Member("act-refused"));
    }

    private static async Task<int> NotesAsync(Workspace workspace) =>
        (await workspace.Client.TimelineAsync("INC-1")).Count(entry => entry.Kind == "noted" && entry.Details.ToString().Contains("seen by us", StringComparison.Ordinal));
}
