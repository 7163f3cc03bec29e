using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>
/// One incident from the alert to the post-mortem, worked on in Teams alone, with real token checks and keys that change in the middle: one thread, the head
/// right at each step, acknowledged by a button, guided by a dialog, escalated by a mention and a slash command, decided by a button.
/// </summary>
internal sealed class TheWholeLadderInTeams
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static readonly BotSettings Figures = new BotSettings()
        .With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(8))
        .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
        .With("Escalation:SettleFor", TimeSpan.FromSeconds(2))
        .With("Escalation:ReopenWithin", TimeSpan.FromSeconds(2))
        .With("Teams:DirectMessages", "true")
        .WithService("ledger", "infrastructure", "standard", ("health", "http://127.0.0.1:9/health"));

    [Test]
    public async Task The_ladder_is_climbed_while_keys_change()
    {
        await using var tenant = await TeamsTenant.OpenAsync(Figures);
        var teams = tenant.Teams;
        var deliveries = new List<TeamsDelivery>();
        var id = (await tenant.Client.AlertAsync("TargetDown", "ledger", severity: "critical")).Single();

        // Level 1 reports, Level 2 is mentioned: in the thread, and in a personal chat.
        var head = await tenant.HeadAsync(id);
        await tenant.ReplyAsync(head, reply => reply.Shown.Contains("Attempted", StringComparison.Ordinal), "the report of Level 1");
        var mention = await tenant.ReplyAsync(head, reply => reply.Mentions.Contains(tenant.Ana.DirectoryId), "the mention of Level 2");
        await tenant.SeenAsync(tenant.Ana, teams.Chat(tenant.Ana), message => message.Shown.Contains(id, StringComparison.Ordinal), "the mention in a personal chat");
        Assert.That(mention.Summary, Does.Contain(id).And.Contain("L2"), "a notification tells it all");

        // Acknowledged by a button: the one who pressed sees the head as it is for them, everybody the changed one.
        head = await tenant.HeadAsync(id, message => TeamsTenant.Has(message, "Acknowledge") && message.Shown.Contains("Level 2 of 4", StringComparison.Ordinal), "a head at Level 2 with a button to acknowledge");
        var pressed = await tenant.PressAsync(tenant.Ana, head, "Acknowledge");
        deliveries.Add(pressed);
        Assert.That(pressed.Card, Is.Not.Null, $"{pressed}");
        Assert.That(CardReading.Words(pressed.Card!), Does.Contain("ana has it"));
        head = await tenant.HeadAsync(id, message => message.Shown.Contains("ana has it", StringComparison.Ordinal), "a head that says who has it");
        Assert.That(TeamsTenant.Has(head, "Acknowledge"), Is.False, "what cannot be pressed now is not there");

        // New keys: nothing is refused, not even the first request; and once more at once.
        teams.RotateKeys();
        deliveries.Add(await teams.RefreshAsync(tenant.Max, head));
        Assert.That(CardReading.Buttons(deliveries[^1].Card!).Select(button => button.Title), Is.Empty, "whoever has no role sees no buttons that are not theirs");
        teams.RotateKeys();
        var dialog = await teams.OpenAsync(tenant.Ana, head, TeamsTenant.Button(head, "Guide"));
        deliveries.Add(dialog);
        Assert.That(dialog.Dialog, Is.Not.Null, $"{dialog}");
        deliveries.Add(await teams.SendAsync(tenant.Ana, head, dialog.Dialog!, new Dictionary<string, string> { ["in.guidance"] = "roll back to 1.8.2" }));
        await tenant.ReplyAsync(head, reply => reply.Shown.Contains("roll back to 1.8.2", StringComparison.Ordinal), "the guidance in the thread");

        // Up by a mention in the thread, where the id may be left out, and by a slash command.
        deliveries.Add(await teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention}&nbsp;escalate redesign --yes", head));
        await tenant.ReplyAsync(head, reply => reply.Mentions.Contains(tenant.Kim.DirectoryId), "the mention of Level 3");
        await tenant.HeadAsync(id, message => message.Shown.Contains("Level 3 of 4", StringComparison.Ordinal), "a head at Level 3");
        deliveries.Add(await teams.SlashAsync(tenant.Kim, tenant.Incidents, $"escalate {id} --yes"));
        var asked = await tenant.ReplyAsync(head, reply => reply.Mentions.Contains(tenant.User.DirectoryId) && reply.Buttons.Any(IsOption), "the question to the user, with its options");

        // Decided by a button, then resolved; the source agrees, and the post-mortem follows.
        deliveries.Add(await teams.PressAsync(tenant.User, asked, asked.Buttons.First(IsOption)));
        await Wait.Until(async () => (await tenant.Client.TimelineAsync(id)).Any(entry => entry.Kind == "option-chosen"), Soon, "the decision", tenant.Everything);
        deliveries.Add(await teams.SayAsync(tenant.User, tenant.Incidents, $"resolve {id} moved to the standby {TeamsServer.Mention}"));
        await tenant.HeadAsync(id, message => message.Shown.Contains("resolved", StringComparison.Ordinal), "a head that says that it is over");
        await tenant.Client.AlertAsync("TargetDown", "ledger", "resolved", "critical");
        head = await tenant.HeadAsync(id, message => TeamsTenant.Has(message, "Post-mortem"), "a head with the post-mortem");
        await Wait.Until(
            () => Task.FromResult(teams.Messages(tenant.Incidents).Where(message => message.Root == head.Id).SelectMany(message => message.Buttons).All(button => button.Title is "Post-mortem" or "Reopen")),
            Soon,
            "a thread without buttons that can no longer be pressed",
            tenant.Everything);

        Assert.Multiple(() =>
        {
            Assert.That(head.Buttons.Select(button => button.Title), Is.EqualTo((string[])["Post-mortem", "Reopen"]), "what acts on an open incident is gone");
            Assert.That(tenant.Heads(id).Select(message => message.Id), Is.EqualTo((string[])[head.Id]), "one thread");
            Assert.That(head.Changes, Is.GreaterThan(3), "updated in place");
            Assert.That(deliveries.Where(delivery => !delivery.IsTaken), Is.Empty, "each delivery was taken");
            Assert.That(deliveries.Max(delivery => delivery.Took), Is.LessThan(TimeSpan.FromSeconds(10)));
            Assert.That(teams.TokenRequests, Is.EqualTo(1), "our own token is asked for once");
        });
        await teams.SayAsync(tenant.Max, tenant.Incidents, $"{TeamsServer.Mention} postmortem {id}");
        var postMortem = await tenant.SeenAsync(tenant.Max, tenant.Incidents, message => message.From is null && message.Shown.Contains("Timeline", StringComparison.OrdinalIgnoreCase), "the post-mortem");
        Assert.That(postMortem.OnlyFor, Is.EqualTo(tenant.Max), "for the one who asked alone");
    }

    private static bool IsOption(TeamsButton button) => ((string?)button.Data["command"])?.StartsWith("decide", StringComparison.Ordinal) == true;
}
