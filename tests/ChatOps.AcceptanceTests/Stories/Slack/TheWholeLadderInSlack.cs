using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>
/// One incident from the alert to the post-mortem, worked on in Slack alone, over HTTP and over Socket Mode: one thread, the head right at each step,
/// acknowledged by a button, guided by a form, escalated by a mention and a command, decided by a button.
/// </summary>
internal sealed class TheWholeLadderInSlack
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static readonly string[] Over = ["Post-mortem", "Reopen"];

    private static readonly BotSettings Figures = new BotSettings()
        .With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(8))
        .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
        .With("Escalation:SettleFor", TimeSpan.FromSeconds(2))
        .With("Escalation:ReopenWithin", TimeSpan.FromSeconds(2))
        .WithService("ledger", "infrastructure", "standard", ("health", "http://127.0.0.1:9/health"));

    [TestCase(false, TestName = "The_ladder_is_climbed_over_HTTP")]
    [TestCase(true, TestName = "The_ladder_is_climbed_over_Socket_Mode")]
    public async Task The_ladder_is_climbed(bool overSockets)
    {
        await using var workspace = await Workspace.OpenAsync(Figures, overSockets);
        var slack = workspace.Slack;
        var id = (await workspace.Client.AlertAsync("TargetDown", "ledger", severity: "critical")).Single();

        // Level 1 reports, Level 2 is mentioned.
        var head = await workspace.HeadAsync(id);
        await workspace.ReplyAsync(head, reply => reply.Shown.Contains("Attempted", StringComparison.Ordinal), "the report of Level 1");
        var mention = await workspace.ReplyAsync(head, reply => reply.Mentions.Contains(workspace.Ana.Id), "the mention of Level 2");
        Assert.That(Has(mention, "Acknowledge"), Is.True);

        // Acknowledged by a button, guided by a form.
        head = await workspace.HeadAsync(id, message => Has(message, "Acknowledge") && message.Shown.Contains("Level 2 of 4", StringComparison.Ordinal), "a head at Level 2 with a button to acknowledge");
        Assert.That((await workspace.PressAsync(workspace.Ana, head, "Acknowledge")).IsTaken, Is.True);
        head = await workspace.HeadAsync(id, message => message.Shown.Contains("ana has it", StringComparison.Ordinal), "a head that says who has it");
        Assert.That(Has(head, "Acknowledge"), Is.False, "what cannot be pressed now is not there");
        await Wait.Until(() => slack.Now(mention).Elements.Count == 0, Soon, "the mention to lose the buttons that were overtaken");
        Assert.That(slack.Now(mention).Shown, Does.Contain("Problem"), "and nothing else");
        Assert.That((await workspace.PressAsync(workspace.Ana, head, "Guide")).IsTaken, Is.True);
        var form = slack.Modals(workspace.Ana).Single();
        Assert.That((await slack.SubmitAsync(workspace.Ana, form, new Dictionary<string, string> { ["guidance"] = "roll back to 1.8.2" })).IsTaken, Is.True);
        Assert.That(slack.Modals(workspace.Ana), Is.Empty);
        await workspace.ReplyAsync(head, reply => reply.Shown.Contains("roll back to 1.8.2", StringComparison.Ordinal), "the guidance in the thread");

        // Up by a mention in the thread, where the id may be left out, and by a command.
        slack.Say(workspace.Ana, workspace.Incidents, $"{workspace.Mention} escalate redesign --yes", head.Ts);
        await workspace.ReplyAsync(head, reply => reply.Mentions.Contains(workspace.Kim.Id), "the mention of Level 3");
        await workspace.HeadAsync(id, message => message.Shown.Contains("Level 3 of 4", StringComparison.Ordinal), "a head at Level 3");
        Assert.That((await slack.TypeAsync(workspace.Kim, workspace.Incidents, $"/chatops escalate {id} --yes")).IsTaken, Is.True);
        var asked = await workspace.ReplyAsync(head, reply => reply.Mentions.Contains(workspace.User.Id) && reply.Elements.Any(element => element.Value?.Contains("decide", StringComparison.Ordinal) == true), "the question to the user, with its options");

        // Decided by a button, then resolved; the source agrees, and the post-mortem follows.
        var option = asked.Elements.First(element => element.Value?.Contains("decide", StringComparison.Ordinal) == true);
        Assert.That((await slack.ClickAsync(workspace.User, asked, option.Action, option.Value)).IsTaken, Is.True);
        await Wait.Until(async () => (await workspace.Client.TimelineAsync(id)).Any(entry => entry.Kind == "option-chosen"), Soon, "the decision");
        Assert.That((await slack.TypeAsync(workspace.User, workspace.Incidents, $"/chatops resolve {id} moved to the standby")).IsTaken, Is.True);
        await workspace.HeadAsync(id, message => message.Shown.Contains("resolved", StringComparison.Ordinal), "a head that says that it is over");
        await workspace.Client.AlertAsync("TargetDown", "ledger", "resolved", "critical");
        head = await workspace.HeadAsync(id, message => Has(message, "Post-mortem"), "a head with the post-mortem");

        Assert.Multiple(() =>
        {
            Assert.That(head.Elements.Select(element => element.Text), Is.EqualTo(Over), "what acts on an open incident is gone");
            // Answers to slash commands that change an incident stand in the channel too; they bear no key of ours.
            Assert.That(slack.Messages(workspace.Incidents).Where(message => message.BotId == slack.App.BotId && message is { ThreadTs: null, Metadata: not null } && message.Shown.Contains(id, StringComparison.Ordinal)).Select(message => message.Ts), Is.EqualTo((string[])[head.Ts]), "one thread");
            Assert.That(slack.Deliveries.Where(delivery => !delivery.IsTaken), Is.Empty, "each delivery was taken in time");
        });
        await BareAsync(workspace, head);
        await workspace.PressAsync(workspace.Max, head, "Post-mortem");
        await Wait.Until(() => slack.Ephemerals(workspace.Max).Any(answer => answer.Shown.Contains("Timeline", StringComparison.OrdinalIgnoreCase)), Soon, "the post-mortem, for the one who asked alone");

        // A reopening brings new buttons and none of the old ones; over again, they are gone again.
        var before = slack.Replies(head).Select(reply => reply.Ts).ToHashSet();
        await workspace.PressAsync(workspace.User, head, "Reopen");
        await workspace.ReplyAsync(head, reply => !before.Contains(reply.Ts) && reply.Elements.Count > 0, "the news of the reopening, with buttons");
        await Wait.Until(() => slack.Replies(head).Where(reply => before.Contains(reply.Ts)).All(reply => reply.Elements.Count == 0), Soon, "the buttons of what was over to be gone");
        Assert.That((await slack.TypeAsync(workspace.User, workspace.Incidents, $"/chatops resolve {id}")).IsTaken, Is.True);
        await BareAsync(workspace, await workspace.HeadAsync(id, message => message.Elements.Select(element => element.Text).SequenceEqual(Over), "a head that is over again"));
    }

    /// <summary>By Slack's own record, nothing in the thread has a button beside what can be done with an incident that is over.</summary>
    private static Task BareAsync(Workspace workspace, SlackMessage head) => Wait.Until(
        () => workspace.Slack.Replies(head).SelectMany(reply => reply.Elements).All(element => Over.Contains(element.Text)),
        Soon,
        "all buttons of the thread to be gone",
        () => string.Join("\n---\n", workspace.Slack.Replies(head).Where(reply => reply.Elements.Count > 0).Select(reply => $"{reply.Shown} [{string.Join(", ", reply.Elements.Select(element => element.Text))}]")));

    private static bool Has(SlackMessage message, string label) => message.Elements.Any(element => element.Text.StartsWith(label, StringComparison.Ordinal));
}
