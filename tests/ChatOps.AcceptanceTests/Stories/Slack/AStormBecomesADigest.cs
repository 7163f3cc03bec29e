using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>Rule 2.30: a thousand alerts within a minute. The channel gets a digest, critical services are called at once, and Slack's pace is kept all the while.</summary>
[Property("Rule", "2.30")]
internal sealed partial class AStormBecomesADigest
{
    private const int Alerts = 1000;
    private const int BeforeTheStorm = 10;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    [Test]
    public async Task Critical_mentions_come_first_and_no_429_is_ignored()
    {
        await using var scene = await SlackScene.StartAsync((_, settings) =>
            settings.WithService("pay", criticality: "critical").WithService("login", criticality: "critical").With("Storm:NewIncidentsPerMinute", $"{BeforeTheStorm}"));
        var began = Stopwatch.GetTimestamp();
        await AlertAsync(scene, Enumerable.Range(0, Alerts / 2).Select(number => $"service-{number}"));
        await AlertAsync(scene, ["pay", "login"]);
        await AlertAsync(scene, Enumerable.Range(Alerts / 2, Alerts / 2 - 2).Select(number => $"service-{number}"));
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromMinutes(1)));
        scene.Slack.Faults.Add(new SlackFault(SlackFaultKind.RateLimited) { Method = "chat.postMessage", Channel = scene.Ops.Id, Duration = TimeSpan.FromSeconds(3) });

        // Those that began it are told one by one; every other one is in a digest (two, where the minute turned meanwhile).
        await Wait.Until(() => Digests(scene).Sum(Listed) >= Alerts - BeforeTheStorm - 2, Bound, "digests of all that the storm opened", () => scene.Bot.Tail);
        var messages = Messages(scene);
        var digest = Digests(scene)[0];
        Assert.That(Digests(scene), Has.Count.LessThanOrEqualTo(2));
        Assert.That(await OpenAsync(scene), Is.EqualTo(Alerts));
        var critical = messages.Where(message => message.Mentions.Count > 0 && message.Text.Contains("(critical", StringComparison.Ordinal) || message.Text.Contains("critical service", StringComparison.Ordinal) && message.Mentions.Count > 0).ToList();

        Assert.That(digest.Mentions, Is.EqualTo(new[] { scene.OnCall.Id }), "each responder once");
        Assert.That(critical, Has.Count.EqualTo(2));
        Assert.That(critical.Select(message => messages.IndexOf(message)), Is.All.LessThan(messages.FindIndex(message => message.Ts == digest.Ts)));
        Assert.That(messages.FindIndex(message => message.Ts == critical[^1].Ts), Is.LessThan((BeforeTheStorm + 2) * 3), "they did not wait for the others");
        Assert.That(scene.Slack.Calls.Where(call => call.IgnoredRetryAfter), Is.Empty);
        Assert.That(scene.Slack.Calls.Count(call => call.Method == "chat.postMessage" && call.Status == 429), Is.LessThanOrEqualTo(2), "the pace is kept without being told");
    }

    private static List<SlackMessage> Digests(SlackScene scene) => [.. Messages(scene).Where(message => message.Text.Contains("incidents in one minute", StringComparison.Ordinal))];

    private static int Listed(SlackMessage digest) => int.Parse(digest.Text[..digest.Text.IndexOf(' ', StringComparison.Ordinal)], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static async Task<double> OpenAsync(SlackScene scene)
    {
        var metrics = await scene.Bot.Client.GetAsync("metrics");
        return Open().Matches(metrics.Body).Sum(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    private static List<SlackMessage> Messages(SlackScene scene) => [.. scene.Slack.Messages(scene.Ops)];

    private static async Task AlertAsync(SlackScene scene, IEnumerable<string> services)
    {
        var answer = await scene.Bot.Client.PostAsync("webhooks/alert", JsonSerializer.Serialize(services.Select(service => new { name = "Odd", service, status = "firing", severity = "warning" })));
        Assert.That((int)answer.Status, Is.EqualTo(202), answer.Body);
    }

    [GeneratedRegex("""^chatops_incidents_open\{[^}]*\} ([0-9.]+)""", RegexOptions.Multiline)]
    private static partial Regex Open();
}
