using System.Text.RegularExpressions;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>One incident with an issue, a Slack thread and a Teams thread, worked on by three people on all three at once: one order of events, shown alike on all.</summary>
internal sealed partial class OneIncidentOnThreePlatforms
{
    private const int Rounds = 3;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    [Test]
    public async Task Comments_clicks_and_messages_of_one_moment_have_one_order_on_all_three()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var acme = await Organization.FoundAsync();
        var onSlack = new[] { slack.AddUser("ana"), slack.AddUser("kim"), slack.AddUser("user") };
        var channel = slack.AddChannel("incidents");
        await using var tenant = await TeamsTenant.OpenAsync(acme.Settings()
            .With("Slack:Enabled", "true").With("Slack:BaseUrl", slack.ApiAddress.AbsoluteUri).With("Slack:BotToken", slack.App.BotToken).With("Slack:SigningSecret", slack.App.SigningSecret)
            .With("Routes:0:Slack", channel.Id).With("People:ana:Slack", onSlack[0].Id).With("People:kim:Slack", onSlack[1].Id).With("People:user:Slack", onSlack[2].Id));
        slack.SendTo(tenant.Bot.Address);
        await acme.JoinAsync(tenant.Bot);
        var onTeams = new[] { tenant.Ana, tenant.Kim, tenant.User };
        var onGitHub = new[] { acme.Ana, acme.Kim, acme.User };
        var id = (await tenant.Client.AlertAsync("SomethingOdd", "ledger", severity: "critical")).Single();
        var card = await tenant.HeadAsync(id, message => TeamsTenant.Has(message, "Acknowledge"), "a head with a button to acknowledge");
        var head = await Wait.For(
            () => Task.FromResult(slack.Messages(channel).FirstOrDefault(message => message.ThreadTs is null && message.Shown.Contains(id, StringComparison.Ordinal) && message.Elements.Any(IsAcknowledge))),
            Soon, "a head with a button on Slack", () => tenant.Bot.Tail);
        var issue = await acme.IssueAsync(id, issue => issue.Labels.Contains("incident:awaiting-acknowledgement"), "an issue that waits for somebody");

        // Everybody everywhere, each time somewhere else, while two press the button of the same moment.
        var button = head.Elements.First(IsAcknowledge);
        var acts = new List<Task> { slack.ClickAsync(onSlack[0], head, button.Action, button.Value), tenant.PressAsync(onTeams[1], card, "Acknowledge") };
        for (var round = 0; round < Rounds; round++)
        {
            for (var person = 0; person < onSlack.Length; person++)
            {
                acts.Add(ActAsync(person, (person + round) % 3, $"word{round}of{person}"));
            }
        }

        await Task.WhenAll(acts);
        await slack.IdleAsync();
        await acme.GitHub.IdleAsync();
        var order = Told(string.Join('\n', (await tenant.Client.TimelineAsync(id)).Where(entry => entry.Kind != "message-sent").Select(entry => entry.Text)));
        await Wait.Until(() => Shown().All(place => place.Told.Count >= order.Count), Soon, "all news on all three", Seen);

        Assert.That(order.Where(one => one.StartsWith("word", StringComparison.Ordinal)), Is.Unique.And.Exactly(Rounds * onSlack.Length).Items, "each was heard once");
        Assert.That(order, Has.One.EqualTo("acknowledged and has it"), "of two who press at once one has it");
        foreach (var (place, told) in Shown()) Assert.That(told, Is.EqualTo(order), $"the order on {place}");
        var owner = (await tenant.Client.IncidentAsync(id)).Owner;
        await tenant.HeadAsync(id, message => message.Shown.Contains($"{owner} has it", StringComparison.Ordinal), "a card that says who has it");
        await acme.IssueAsync(id, one => one.Body.Contains($"{owner} has it", StringComparison.Ordinal) && one.Labels.Contains("incident:acknowledged"), "an issue that says who has it");
        await Wait.Until(() => slack.Now(head).Shown.Contains($"{owner} has it", StringComparison.Ordinal), Soon, "a message on Slack that says who has it");
        Assert.That(acme.GitHub.Calls.Where(call => call.IgnoredWait), Is.Empty);
        Assert.That(acme.GitHub.Deliveries.Where(delivery => !delivery.IsTaken), Is.Empty);

        Task ActAsync(int person, int place, string word)
        {
            switch (place)
            {
                case 0:
                    slack.Say(onSlack[person], channel, $"<@{slack.App.BotUser.Id}> note {word}", head.Ts);
                    return Task.CompletedTask;
                case 1:
                    return tenant.Teams.SayAsync(onTeams[person], tenant.Incidents, $"{TeamsServer.Mention} note {word}", card);
                default:
                    acme.GitHub.Say(onGitHub[person], acme.Infra, issue.Number, $"/chatops note {word}");
                    return Task.CompletedTask;
            }
        }

        // The news alone, which is told everywhere; what somebody is answered stands where they asked.
        (string Place, IReadOnlyList<string> Told)[] Shown() =>
        [
            ("Slack", Told(string.Join('\n', slack.Replies(head).Where(reply => reply.BotId == slack.App.BotId).Select(reply => reply.Shown)))),
            ("Teams", Told(string.Join('\n', tenant.Teams.Replies(card).Where(reply => reply.From is null).Select(reply => reply.Shown)))),
            ("GitHub", Told(string.Join('\n', acme.GitHub.Issue(acme.Infra, issue.Number).Comments.Where(comment => comment.Author.Id == acme.GitHub.App.Bot.Id).Select(comment => comment.Body)))),
        ];

        string Seen() => $"told: {string.Join(", ", order)}\n{string.Join('\n', Shown().Select(place => $"{place.Place}: {string.Join(", ", place.Told)}"))}\n{tenant.Bot.Tail}";
    }

    private static bool IsAcknowledge(SlackElement element) => element.Type == "button" && element.Text.StartsWith("Acknowledge", StringComparison.Ordinal);

    private static List<string> Told(string text) => [.. News().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"word\d+of\d+|acknowledged and has it|acknowledged too")]
    private static partial Regex News();
}
