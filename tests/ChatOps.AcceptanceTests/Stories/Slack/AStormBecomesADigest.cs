using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>Rule 2.30, at a fifth of its size: the channel gets a digest, critical services are called at once, and Slack's pace is kept all the while.</summary>
[Property("Rule", "2.30")]
internal sealed class AStormBecomesADigest
{
    private const int Alerts = 200;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    [Test]
    public async Task Critical_mentions_come_first_and_no_429_is_ignored()
    {
        await using var scene = await SlackScene.StartAsync((_, settings) =>
            settings.WithService("pay", criticality: "critical").WithService("login", criticality: "critical").With("Storm:NewIncidentsPerMinute", "20"));
        await AlertAsync(scene, Enumerable.Range(0, Alerts / 2).Select(number => $"service-{number}"));
        await AlertAsync(scene, ["pay", "login"]);
        await AlertAsync(scene, Enumerable.Range(Alerts / 2, Alerts / 2).Select(number => $"service-{number}"));
        scene.Slack.Faults.Add(new SlackFault(SlackFaultKind.RateLimited) { Method = "chat.postMessage", Channel = scene.Ops.Id, Duration = TimeSpan.FromSeconds(3) });

        var digest = await Wait.For(() => Task.FromResult(Messages(scene).FirstOrDefault(message => message.Text.Contains("incidents in one minute", StringComparison.Ordinal))), Bound, "a digest", () => scene.Bot.Tail);
        var messages = Messages(scene);
        var critical = messages.Where(message => message.Mentions.Count > 0 && message.Text.Contains("(critical", StringComparison.Ordinal) || message.Text.Contains("critical service", StringComparison.Ordinal) && message.Mentions.Count > 0).ToList();

        Assert.That(digest.Mentions, Is.EqualTo(new[] { scene.OnCall.Id }), "each responder once");
        Assert.That(critical, Has.Count.EqualTo(2));
        Assert.That(critical.Select(message => messages.IndexOf(message)), Is.All.LessThan(messages.FindIndex(message => message.Ts == digest.Ts)));
        Assert.That(messages.FindIndex(message => message.Ts == critical[^1].Ts), Is.LessThan(Alerts / 4), "they did not wait for the others");
        Assert.That(scene.Slack.Calls.Where(call => call.IgnoredRetryAfter), Is.Empty);
        Assert.That(scene.Slack.Calls.Count(call => call.Method == "chat.postMessage" && call.Status == 429), Is.LessThanOrEqualTo(2), "the pace is kept without being told");
    }

    private static List<SlackMessage> Messages(SlackScene scene) => [.. scene.Slack.Messages(scene.Ops)];

    private static async Task AlertAsync(SlackScene scene, IEnumerable<string> services)
    {
        var answer = await scene.Bot.Client.PostAsync("webhooks/alert", JsonSerializer.Serialize(services.Select(service => new { name = "Odd", service, status = "firing", severity = "warning" })));
        Assert.That((int)answer.Status, Is.EqualTo(202), answer.Body);
    }
}
