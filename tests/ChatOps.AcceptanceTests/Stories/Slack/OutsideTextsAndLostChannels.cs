using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

internal sealed class OutsideTextsAndLostChannels
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Test]
    [Property("Rule", "4")]
    public async Task Whatever_an_alert_holds_it_calls_nobody_but_the_responder()
    {
        await using var scene = await SlackScene.StartAsync();
        var victim = scene.Slack.AddUser("victim");
        var attack = $"<!channel> <!here> @channel @everyone <@{victim.Id}> <https://evil.example|click> *bold* _it_ ~s~ `code` ```pre``` &lt;!channel&gt; :fire: {new string('A', 5000)}";

        var answer = await scene.Bot.Client.PostAsync("webhooks/alert", JsonSerializer.Serialize(new
        {
            name = attack,
            service = "<!channel>",
            status = "firing",
            summary = attack,
            description = attack,
            links = new[] { new { text = attack, href = "https://ok.example/" } },
        }));
        Assert.That((int)answer.Status, Is.EqualTo(202), answer.Body);
        await Wait.Until(() => Messages(scene).Any(message => message.Mentions.Count > 0), Bound, "the mention", () => scene.Bot.Tail);
        await scene.Bot.Client.CommandAsync($"note INC-1 {attack[..400]}", "ben");
        await Wait.Until(() => Messages(scene).Count >= 3, Bound, "the note", () => scene.Bot.Tail);

        Assert.That(Messages(scene).SelectMany(message => message.Mentions), Is.All.EqualTo(scene.OnCall.Id));
        Assert.That(Messages(scene).Select(message => message.Body.ToJsonString()), Has.None.Contains("\"url\":\"https://evil.example"));
    }

    [Test]
    [Property("Rule", "2.12")]
    public async Task A_channel_that_is_archived_is_red_and_its_mention_goes_the_fallback_route()
    {
        SlackChannel gone = null!;
        await using var scene = await SlackScene.StartAsync((scene, settings) =>
        {
            gone = scene.Slack.AddChannel("gone");
            scene.Slack.Archive(gone);
            return settings.WithService("shop").With("Routes:0:Match:0", "service=\"shop\"").With("Routes:0:Slack", gone.Id);
        });

        await scene.Bot.Client.AlertAsync("Odd", "shop");
        await Wait.Until(() => Messages(scene).Any(message => message.Mentions.Contains(scene.OnCall.Id)), Bound, "the mention on the default route", () => scene.Bot.Tail);

        Assert.That(Messages(scene).Single(message => message.Mentions.Count > 0).Shown, Does.Contain("I could not deliver this where it belongs").And.Contain("is_archived"));
        Assert.That((await scene.Bot.Client.GetAsync("healthz/ready")).Body, Does.Contain($"{gone.Id} takes no messages: is_archived"));
    }

    [Test]
    public async Task A_person_who_is_called_is_also_written_to_directly()
    {
        await using var scene = await SlackScene.StartAsync((_, settings) => settings.With("Slack:DirectMessages", "true"));

        await scene.Bot.Client.AlertAsync("Odd", "shop");

        await Wait.Until(() => scene.Slack.Messages(scene.Slack.Direct(scene.OnCall)).Count == 1, Bound, "the direct message", () => scene.Bot.Tail);
        Assert.That(scene.Slack.Messages(scene.Slack.Direct(scene.OnCall)).Single().Text, Does.Contain("INC-1"));
        await scene.Bot.Client.IncidentWhenAsync("INC-1", incident => incident.DeadlineReason == "notAcknowledged", Bound, "waiting for an acknowledgement");
    }

    private static List<SlackMessage> Messages(SlackScene scene) => [.. scene.Slack.Messages(scene.Ops)];
}
