using System.Diagnostics;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>One incident on Slack and Teams at once: what is done on one is shown on the other, a mention stands on both, and the record tells who did what where.</summary>
internal sealed class OneIncidentOnSlackAndTeams
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Test]
    public async Task What_is_done_on_one_is_shown_on_the_other()
    {
        await using var slack = await SlackServer.StartAsync();
        var ana = slack.AddUser("ana");
        var kim = slack.AddUser("kim");
        var channel = slack.AddChannel("incidents");
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings()
            .With("Slack:Enabled", "true").With("Slack:BaseUrl", slack.ApiAddress.AbsoluteUri).With("Slack:BotToken", slack.App.BotToken).With("Slack:SigningSecret", slack.App.SigningSecret)
            .With("Routes:0:Slack", channel.Id).With("People:ana:Slack", ana.Id).With("People:kim:Slack", kim.Id)
            .With("Responders:backend-coordinator:Slack", ana.Id).With("Responders:devops-coordinator:Slack", ana.Id)
            .With("Responders:tech-lead-orchestrator:Slack", kim.Id).With("Responders:cloud-architect:Slack", kim.Id));
        slack.SendTo(tenant.Bot.Address);
        var id = (await tenant.Client.AlertAsync("SomethingOdd", "ledger", severity: "critical")).Single();
        var head = await tenant.HeadAsync(id, message => TeamsTenant.Has(message, "Acknowledge"), "a head with a button to acknowledge");
        var teams = tenant.Teams;

        // Acknowledged on Teams, shown on Slack; the best of three, since other tests may want the same two processors.
        var shown = TimeSpan.MaxValue;
        for (var round = 0; round < 3 && shown > TimeSpan.FromSeconds(1); round++)
        {
            if (round > 0) Assert.That((await teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} unack {id}")).Status, Is.EqualTo(200));
            await Shown("waiting for");
            head = await tenant.HeadAsync(id, message => TeamsTenant.Has(message, "Acknowledge"), "a head with a button to acknowledge");
            // Slack takes a change of a head every 1.2 s, and the one before is to be no part of this.
            var quiet = Stopwatch.StartNew();
            await Wait.Until(() => quiet.Elapsed > TimeSpan.FromSeconds(2), Soon, "Slack's pace");
            Assert.That((await tenant.PressAsync(tenant.Ana, head, "Acknowledge")).Card, Is.Not.Null);
            var watch = Stopwatch.StartNew();
            await Shown("ana has it");
            shown = watch.Elapsed;
        }

        // Escalated on Slack, called on both.
        Assert.That((await slack.TypeAsync(ana, channel, $"/chatops escalate {id} redesign --yes")).IsTaken, Is.True);
        await tenant.ReplyAsync(head, reply => reply.Mentions.Contains(tenant.Kim.DirectoryId), "the mention on Teams");
        await Wait.Until(() => slack.Messages(channel).Any(message => message.Mentions.Contains(kim.Id)), Soon, "the mention on Slack", () => tenant.Bot.Tail);
        var record = string.Join('\n', (await tenant.Client.TimelineAsync(id)).Select(entry => $"{entry.Kind} {entry.Details}"));

        Assert.Multiple(() =>
        {
            Assert.That(shown, Is.LessThan(TimeSpan.FromSeconds(1)), "from the answer on Teams to the changed head on Slack");
            Assert.That(Line("acknowledged "), Does.Contain("teams").And.Contain("ana"));
            Assert.That(Line("level-entered ", "redesign"), Does.Contain("slack").And.Contain("ana"));
            Assert.That(record.Split('\n').Where(line => line.StartsWith("message-sent", StringComparison.Ordinal)), Has.Some.Contains("\"slack\"").And.Some.Contains("\"teams\""));
        });

        Task Shown(string words) => Wait.Until(
            () => slack.Messages(channel).Any(message => message.ThreadTs is null && message.Shown.Contains(id, StringComparison.Ordinal) && message.Shown.Contains(words, StringComparison.Ordinal)),
            Soon,
            $"\"{words}\" on Slack",
            () => tenant.Bot.Tail);

        string Line(string kind, string with = "") => record.Split('\n').First(line => line.StartsWith(kind, StringComparison.Ordinal) && line.Contains(with, StringComparison.Ordinal));
    }
}
