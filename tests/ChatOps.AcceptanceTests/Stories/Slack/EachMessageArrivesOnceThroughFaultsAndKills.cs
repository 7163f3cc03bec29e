using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>
/// Random 429s, 500s and cut answers (before and after Slack stored the message), an outage, and kill -9 again and again, under load: by the test Slack's own
/// record each message is there once, in order, and none is missing.
/// </summary>
internal sealed partial class EachMessageArrivesOnceThroughFaultsAndKills
{
    private const int Incidents = 6;
    private const int NotesInRound = 3;

    // ./test --soak sets the variable: ten minutes of load with two of outage, and a kill in nearly every minute, that of the outage included.
    private static readonly bool Soak = Environment.GetEnvironmentVariable("CHATOPS_SOAK") == "1";
    private static readonly int Rounds = Soak ? 60 : 4;
    private static readonly int OutageBegins = Soak ? 24 : 1;
    private static readonly TimeSpan RoundLasts = Soak ? TimeSpan.FromSeconds(10) : TimeSpan.Zero;
    private static readonly TimeSpan Outage = Soak ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(5);
    // A message that meets eight faults in a row waits for three minutes, and the rest of its thread with it: rare, and right.
    private static readonly TimeSpan Bound = Soak ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(9);

    private static readonly (SlackFaultKind Kind, double Probability)[] Faults =
    [
        (SlackFaultKind.RateLimited, 0.08), (SlackFaultKind.ServerError, 0.08), (SlackFaultKind.InternalError, 0.04), (SlackFaultKind.InternalErrorAfter, 0.06),
        (SlackFaultKind.CutBefore, 0.06), (SlackFaultKind.CutAfter, 0.08),
    ];

    [Test]
    public async Task By_Slacks_own_record()
    {
        var channels = new List<SlackChannel>();
        await using var scene = await SlackScene.StartAsync((scene, settings) =>
        {
            for (var i = 0; i < Incidents; i++)
            {
                channels.Add(scene.Slack.AddChannel($"team-{i}"));
                settings = settings.WithService($"service-{i}").With($"Routes:{i}:Match:0", $"service=\"service-{i}\"").With($"Routes:{i}:Slack", channels[i].Id);
            }

            return settings;
        });
        foreach (var (kind, probability) in Faults)
        {
            scene.Slack.Faults.Add(new SlackFault(kind) { Probability = probability, Times = 10_000 });
        }

        var ids = new List<string>();
        for (var i = 0; i < Incidents; i++)
        {
            ids.Add((await scene.Bot.Client.AlertAsync("Odd", $"service-{i}")).Single());
        }

        var (began, kills) = (Stopwatch.GetTimestamp(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            await Wait.Until(() => Stopwatch.GetElapsedTime(began) >= round * RoundLasts, Bound, "the round's time");
            await NotesAsync(scene, ids, round);
            if (round == OutageBegins) scene.Slack.Faults.BeginOutage(Outage);
            if (!IsKilledIn(round)) continue;
            // What is under way now is cut off: sent and not recorded, or recorded as being sent and not sent.
            await Wait.Until(() => scene.Slack.Messages(channels[0]).Count > 0, Bound, "messages to be under way");
            await scene.Bot.KillAsync();
            await scene.Bot.StartAgainAsync();
            kills++;
        }

        var loaded = Stopwatch.GetElapsedTime(began);
        await Wait.Until(() => ids.Index().All(id => NotesIn(scene, channels[id.Index], id.Item).Count >= Rounds * NotesInRound), Bound, "every note to arrive", () => Told(scene, channels, ids));
        scene.Slack.Faults.Clear();
        await Wait.Until(async () => (await WaitingAsync(scene)) == 0, Bound, "the outbox to be empty", () => scene.Bot.Tail);

        for (var i = 0; i < Incidents; i++)
        {
            var messages = scene.Slack.Messages(channels[i]);
            Assert.That(scene.Heads(channels[i], ids[i]), Has.Count.EqualTo(1), $"{ids[i]} has one head");
            Assert.That(NotesIn(scene, channels[i], ids[i]), Is.EqualTo(Enumerable.Range(0, Rounds * NotesInRound)), $"every note of {ids[i]} once and in order");
            Assert.That(messages.Select(SlackScene.Key), Is.Unique.And.All.Not.Empty, $"no message of {ids[i]} twice");
            Assert.That(messages.Count(message => message.Mentions.Contains(scene.OnCall.Id)), Soak ? Is.GreaterThanOrEqualTo(1) : Is.EqualTo(1), $"{ids[i]} called once");
        }

        var calls = scene.Slack.Calls;
        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{loaded.TotalSeconds:0} s of load with {Outage.TotalSeconds:0} s of outage and {kills} times kill -9, all told after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {channels.Sum(channel => scene.Slack.Messages(channel).Count)} messages, none twice, none missing, all in order; {calls.Count} calls, of which {calls.Count(call => call.Status == 429)} were told to wait, {calls.Count(call => call.Status >= 500)} met an error or the outage, {calls.Count(call => call.Status == 0)} were cut, {calls.Count(call => call.Method.StartsWith("conversations.", StringComparison.Ordinal))} asked for a message"));
    }

    private static bool IsKilledIn(int round) => round is 0 or 2 || round % 8 == 4;

    private static async Task NotesAsync(SlackScene scene, IEnumerable<string> ids, int round)
    {
        foreach (var number in Enumerable.Range(round * NotesInRound, NotesInRound))
        {
            foreach (var id in ids)
            {
                var answer = await scene.Bot.Client.CommandAsync($"note {id} count-{number}-", "ben");
                Assert.That((int)answer.Status, Is.EqualTo(200), answer.Body);
            }
        }
    }

    private static List<int> NotesIn(SlackScene scene, SlackChannel channel, string id) =>
        scene.Heads(channel, id) is [var head, ..]
            ? [.. scene.Slack.Replies(head).SelectMany(reply => Note().Matches(reply.Text)).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))]
            : [];

    private static async Task<double> WaitingAsync(SlackScene scene)
    {
        var metrics = await scene.Bot.Client.GetAsync("metrics");
        return Waiting().Matches(metrics.Body).Sum(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    private static string Told(SlackScene scene, List<SlackChannel> channels, List<string> ids) =>
        string.Join("; ", ids.Index().Select(id => $"{id.Item}: {string.Join(' ', NotesIn(scene, channels[id.Index], id.Item))}")) + scene.Bot.Tail;

    [GeneratedRegex("count-([0-9]+)-")]
    private static partial Regex Note();

    [GeneratedRegex("""^chatops_outbox_depth[a-z_]*\{[^}]*platform="slack"[^}]*\} ([0-9.]+)""", RegexOptions.Multiline)]
    private static partial Regex Waiting();
}
