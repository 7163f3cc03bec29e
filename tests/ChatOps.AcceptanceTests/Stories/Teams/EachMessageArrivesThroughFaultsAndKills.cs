using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>
/// 429s with and without a time, 502 to 504, 412 and cut answers at random, an outage, and kill -9 twice, under load: by the test connector's own record no
/// message is missing, each thread is in order, and one stands twice only where its answer was lost or the bot was killed while it waited for it.
/// </summary>
internal sealed partial class EachMessageArrivesThroughFaultsAndKills
{
    private const int Incidents = 6;
    private const int NotesInRound = 3;

    // ./test --soak sets the variable: 1,100 messages or so, in six minutes with two of outage.
    private static readonly bool Soak = Environment.GetEnvironmentVariable("CHATOPS_SOAK") == "1";
    private static readonly int Rounds = Soak ? 60 : 4;
    private static readonly TimeSpan Outage = Soak ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(5);
    // A message that meets eight faults in a row waits for three minutes, and the rest of its thread with it: rare, and right.
    private static readonly TimeSpan Bound = Soak ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(9);

    [Test]
    public async Task By_the_connectors_own_record()
    {
        await using var scene = await Scene.OpenAsync();
        scene.GoWrong();
        for (var round = 0; round < Rounds; round++)
        {
            await scene.NotesAsync(round);
            switch (round)
            {
                case 0 or 2:
                    // What is under way now is cut off: sent and not recorded, or recorded as being sent and not sent.
                    await Wait.Until(() => scene.Messages(0).Count > 0, Bound, "messages to be under way", scene.Told);
                    await scene.KillAsync();
                    break;
                case 1:
                    await scene.BeAwayAsync(Outage);
                    break;
                case > 2:
                    await Wait.Until(() => scene.NotesIn(round % Incidents).Count >= (round - 2) * NotesInRound, Bound, "the notes of three rounds ago", scene.Told);
                    break;
            }
        }

        await Wait.Until(() => Enumerable.Range(0, Incidents).All(one => scene.NotesIn(one).Distinct().Count() == Rounds * NotesInRound), Bound, "every note", scene.Told);
        scene.Teams.Faults.Clear();
        await Wait.Until(async () => await scene.WaitingAsync() == 0, Bound, "the outbox to be empty", scene.Told);

        var calls = scene.Teams.Calls;
        var (lost, doubled) = (calls.Count(call => call is { Status: 0, Method: "POST" }), 0);
        for (var one = 0; one < Incidents; one++)
        {
            var (notes, heads, called) = (scene.NotesIn(one), scene.Heads(one).Count, scene.Messages(one).Count(message => message.Mentions.Count > 0));
            Assert.That(notes.Distinct(), Is.EqualTo(Enumerable.Range(0, Rounds * NotesInRound)), $"every note of incident {one} in order");
            Assert.That(notes, Is.Ordered, $"a note of incident {one} that stands twice stands there before the next one");
            Assert.That(heads, Is.Positive, $"incident {one} has a head");
            Assert.That(called, Is.Positive, $"incident {one} called somebody");
            doubled += notes.Count - (Rounds * NotesInRound) + heads - 1 + called - 1;
        }

        Assert.That(doubled, Is.LessThanOrEqualTo(lost + scene.Kills), "only what was cut may stand twice");
        Assert.That(scene.Bot.Log.Count(line => line.Contains("may stand there twice", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(doubled), "each such case is counted");
        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Enumerable.Range(0, Incidents).Sum(one => scene.Messages(one).Count)} messages, none missing, {doubled} twice of {lost} whose answer was lost; {calls.Count} calls, of which {calls.Count(call => call.Status == 429)} were told to wait, {calls.Count(call => call.Status is 412 or >= 500)} met an error or the outage"));
    }

    [GeneratedRegex("count-([0-9]+)-")]
    private static partial Regex Note();

    [GeneratedRegex("""^chatops_outbox_depth[a-z_]*\{[^}]*platform="teams"[^}]*\} ([0-9.]+)""", RegexOptions.Multiline)]
    private static partial Regex Waiting();

    /// <summary>A tenant in which each of six services has its own channel and an open incident.</summary>
    private sealed class Scene(TeamsTenant tenant) : IAsyncDisposable
    {
        private readonly List<TeamsPlace> _places = [];
        private readonly List<string> _ids = [];

        public TeamsServer Teams => tenant.Teams;

        public BotProcess Bot => tenant.Bot;

        public int Kills { get; private set; }

        public static async Task<Scene> OpenAsync()
        {
            var places = new List<TeamsPlace>();
            var tenant = await TeamsTenant.OpenAsync(teams =>
            {
                var settings = new BotSettings().With("Escalation:Levels:2:AcknowledgeWithin", TimeSpan.FromHours(2));
                for (var one = 0; one < Incidents; one++)
                {
                    places.Add(teams.AddChannel(string.Create(CultureInfo.InvariantCulture, $"team-{one}")));
                    settings = settings.WithService($"service-{one}").With($"Routes:{one}:Match:0", $"service=\"service-{one}\"").With($"Routes:{one}:Teams", places[one].Id);
                }

                return settings;
            }, new TeamsServerOptions { Seed = 11 });
            var scene = new Scene(tenant);
            scene._places.AddRange(places);
            foreach (var place in places) await tenant.Teams.InstallAsync(tenant.Ana, place);
            for (var one = 0; one < Incidents; one++) scene._ids.Add((await tenant.Client.AlertAsync("Odd", $"service-{one}")).Single());
            return scene;
        }

        public void GoWrong()
        {
            foreach (var status in (int[])[502, 503, 504, 412]) Teams.Faults.Add(new TeamsFault { Status = status, Code = status == 412 ? "PreconditionFailed" : "ServiceError", IsHtml = status == 502, Probability = 0.04, Times = 0 });
            Teams.Faults.Add(new TeamsFault { Status = 429, Code = "Throttled", RetryAfter = 1, Probability = 0.05, Times = 0 });
            Teams.Faults.Add(new TeamsFault { Status = 429, Code = "Throttled", Probability = 0.02, Times = 0 });
            Teams.Faults.Add(new TeamsFault { Cut = TeamsCut.Before, Probability = 0.03, Times = 0 });
            Teams.Faults.Add(new TeamsFault { Cut = TeamsCut.After, Probability = 0.04, Times = 0 });
        }

        public async Task BeAwayAsync(TimeSpan howLong)
        {
            Teams.Faults.Clear();
            Teams.Faults.Add(new TeamsFault { Status = 503, Code = "ServiceUnavailable", Times = 0 });
            var back = TimeProvider.System.GetUtcNow() + howLong;
            await Wait.Until(() => TimeProvider.System.GetUtcNow() >= back, howLong + TimeSpan.FromSeconds(30), "the outage to end");
            Teams.Faults.Clear();
            GoWrong();
        }

        public async Task KillAsync()
        {
            await Bot.KillAsync();
            await Bot.StartAgainAsync();
            Kills++;
        }

        public async Task NotesAsync(int round)
        {
            foreach (var number in Enumerable.Range(round * NotesInRound, NotesInRound))
            {
                foreach (var id in _ids)
                {
                    var answer = await tenant.Client.CommandAsync($"note {id} count-{number}-", "ana");
                    Assert.That((int)answer.Status, Is.EqualTo(200), answer.Body);
                }
            }
        }

        public IReadOnlyList<TeamsMessage> Messages(int one) => Teams.Messages(_places[one]);

        public IReadOnlyList<TeamsMessage> Heads(int one) => [.. Messages(one).Where(message => message is { Root: null, From: null } && message.Card?["refresh"] is not null)];

        /// <summary>The numbers of the notes in the incident's threads, as they stand there.</summary>
        public List<int> NotesIn(int one) =>
            [.. Messages(one).Where(message => message.Root is not null).SelectMany(message => Note().Matches(message.Shown)).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];

        public async Task<double> WaitingAsync()
        {
            var metrics = await tenant.Client.GetAsync("metrics");
            return Waiting().Matches(metrics.Body).Sum(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        public string Told() => string.Join("; ", Enumerable.Range(0, Incidents).Select(one => $"{_ids[one]}: {string.Join(' ', NotesIn(one))}")) + Bot.Tail;

        public ValueTask DisposeAsync() => tenant.DisposeAsync();
    }
}
