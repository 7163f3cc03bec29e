using System.Globalization;
using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Guards;

/// <summary>
/// 500 incidents on 50 services that need each other arrive within a minute, and the bot is killed five times meanwhile. What was acted on is proven by the
/// record of the program that acts, never by the bot's own.
/// </summary>
internal sealed class FiveHundredIncidentsOnServicesThatNeedEachOther
{
    private const int Kills = 5;
    private const int ActionsPerHour = 4;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    // A target is held for 15 s after the last sign of life (rule 6.11); the bot gives one every few seconds.
    private static readonly TimeSpan WithinTheLease = TimeSpan.FromSeconds(6);
    private static readonly string[] Down = ["ServiceDown", "ContainerFailure", "NetworkIssue"];

    [Test]
    [Property("Rule", "6.7")]
    [Property("Rule", "6.8")]
    [Property("Rule", "6.11")]
    public async Task The_roots_are_named_and_people_are_called_for_them_alone()
    {
        using var forest = new Forest();
        await using var bot = await BotProcess.StartAsync(forest.Settings);

        var cut = await StormAsync(bot, forest);
        var incidents = await bot.Client.AllIncidentsAsync();
        Assert.That(incidents, Has.Count.EqualTo(Forest.Trees * Forest.Size * Forest.Challenges.Count * Forest.Environments.Count));

        // Acting on its root mends a tree, but for two of them; a kill may have used up all attempts of the others. Then people are called, who mend it.
        for (var tree = 0; tree < Forest.Trees; tree++) await PeopleMendAsync(bot, forest, tree);
        incidents = await UntilAsync(bot, all => all.All(one => one.State == "resolved"), "all to be over");

        var acts = forest.Acts();
        TestContext.Out.WriteLine($"{acts.Count} acts, of which a kill cut {cut.Count}: {string.Join(", ", acts.GroupBy(act => act.Service).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"))}");
        Assert.Multiple(() =>
        {
            NothingActsTwiceAtOnce(acts);
            Assert.That(acts.GroupBy(act => act.Service).Where(group => group.Count() > ActionsPerHour), Is.Empty, "budgets are held");
            Assert.That(acts.Where(act => act.Service == Forest.Name(Forest.Wide, 0)), Is.Empty, "most of its instances fire: nothing acts on them by itself");
            Assert.That(acts.Where(act => act.Service[1] != '2' && act.Service != Forest.RootOf(act.Service)), Is.Empty, "who waits under a root is not restarted");
        });
        await CutShortAsync(bot, incidents, cut);
        Assert.That(acts.Where(act => cut.Any(one => one.Service == act.Service) && Forest.Mends(act.Service)).GroupBy(act => act.Service).Select(group => group.Count()), Is.All.EqualTo(1), "what went on after the kill had mended it: that is seen, and nothing acts again");
        await RootsAloneAsync(bot, incidents);
    }

    /// <summary>All alerts, in an order that differs each time but that roots come first, but for one tree, whose root comes last of it; with five kills between them.</summary>
    /// <returns>The acts that ran when the bot was killed.</returns>
    private static async Task<IReadOnlyList<Act>> StormAsync(BotProcess bot, Forest forest)
    {
        var cut = new List<Act>();
        // The first alerts are of roots, so something acts before the first kill; what acts does not end before it.
        forest.Hold();
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var all = Forest.All().SelectMany(one => Forest.Environments.SelectMany(environment => Forest.Challenges.Select(challenge => (one.Tree, one.Number, environment, challenge)))).ToArray();
        random.Shuffle(all);
        var ordered = all.OrderBy(one => one is { Tree: 2 } ? 2 : one.Number == 0 ? 0 : 1).ThenByDescending(one => one.Tree == 2 ? one.Number : 0).ToArray();
        var batches = ordered.Where(one => one.Tree != 2).Chunk(40).Append(ordered.Where(one => one.Tree == 2).ToArray()).ToArray();
        for (var number = 0; number < batches.Length; number++)
        {
            var body = JsonSerializer.Serialize(batches[number].SelectMany(one => Alerts(one.Tree, one.Number, one.environment, one.challenge, "firing")));
            Assert.That((int)(await bot.Client.PostAsync("webhooks/alert", body)).Status, Is.EqualTo(202));
            if (number % 2 == 1 || number >= Kills * 2) continue;
            if (number == 0) await Wait.Until(() => forest.Acts().Count > 0, Bound, "something to act", () => bot.Tail);
            await bot.KillAsync();
            cut.AddRange(forest.Acts().Where(act => act.Ended is null));
            await GoOnAsync(bot, forest);
        }

        return cut;
    }

    /// <summary>Starts the bot anew while what it began outside still goes on, for as long as that holds its target at least.</summary>
    private static async Task GoOnAsync(BotProcess bot, Forest forest)
    {
        var again = bot.StartAgainAsync();
        await Task.WhenAny(again, Task.Delay(WithinTheLease, TimeProvider.System));
        forest.Release();
        await again;
    }

    /// <summary>An attempt whose act was cut is reported so, and the next one of the incident looks before it acts.</summary>
    private static async Task CutShortAsync(BotProcess bot, IReadOnlyList<IncidentView> incidents, IReadOnlyList<Act> cut)
    {
        Assert.That(cut, Is.Not.Empty, "a kill met something that acts");
        foreach (var act in cut)
        {
            var attempts = new List<AttemptView>();
            foreach (var incident in incidents.Where(one => one.Service == act.Service)) attempts.AddRange((await bot.Client.IncidentAsync(incident.Id)).Attempts.SkipWhile(attempt => attempt.Outcome != "cutShort"));
            Assert.That(attempts.Where(attempt => attempt.Outcome == "cutShort" && attempt.StartedAt <= act.Began), Is.Not.Empty, $"{act} was cut and is reported so");
            foreach (var attempt in attempts) Assert.That(attempt.Steps.Where(step => step.Outcome is not null).Select(step => step.Name).FirstOrDefault("health"), Is.EqualTo("health"), $"attempt {attempt.Number} on {act.Service} looked first");
        }
    }

    private static IEnumerable<object> Alerts(int tree, int number, string environment, string challenge, string status)
    {
        var service = Forest.Name(tree, number);
        foreach (var pod in service == Forest.Name(Forest.Wide, 0) ? new[] { "a", "b", "c" } : ["a"])
        {
            yield return new { name = $"{challenge}Of", status, service, severity = "warning", labels = new Dictionary<string, string> { ["env"] = environment, ["challenge"] = challenge, ["pod"] = $"{service}-{pod}" } };
        }
    }

    /// <summary>Where acting on it did not mend it, the root is at Level 2, and nobody else of its tree; people mend the root, and the others go on by themselves.</summary>
    private static async Task PeopleMendAsync(BotProcess bot, Forest forest, int tree)
    {
        var root = Forest.Name(tree, 0);
        var all = await UntilAsync(bot, all => all.Where(one => one.Service == root).All(one => one.Level >= 2 || one.State == "resolved"), $"{root} to be mended, or people to be called for it");
        if (all.Where(one => one.Service == root).All(one => one.State == "resolved")) return;
        if (tree is Forest.Wide or Forest.Stubborn) Assert.That(all.Where(one => one.Service.StartsWith(root[..3], StringComparison.Ordinal) && one.Service != root).Select(one => (one.Level, one.State)).Distinct(), Is.EqualTo(((int, string)[])[(1, "recovering")]), $"who needs {root} waits");
        forest.Mend(tree);
        var ended = Forest.Environments.SelectMany(environment => Forest.Challenges.SelectMany(challenge => Alerts(tree, 0, environment, challenge, "resolved")));
        Assert.That((int)(await bot.Client.PostAsync("webhooks/alert", JsonSerializer.Serialize(ended))).Status, Is.EqualTo(202));
    }

    /// <summary>Never two acts on one service, nor on two of which one needs the other.</summary>
    private static void NothingActsTwiceAtOnce(IReadOnlyList<Act> acts)
    {
        var inOrder = acts.OrderBy(act => act.Began).ToArray();
        for (var i = 0; i < inOrder.Length; i++)
        {
            var one = inOrder[i];
            var until = one.Ended ?? one.Began.AddSeconds(1);
            foreach (var other in inOrder.Skip(i + 1).TakeWhile(other => other.Began < until))
            {
                Assert.That(other.Service == one.Service || Forest.AreRelatives(one.Service, other.Service), Is.False, string.Create(CultureInfo.InvariantCulture, $"{one} and {other} acted at once"));
            }
        }
    }

    private static async Task RootsAloneAsync(BotProcess bot, IReadOnlyList<IncidentView> incidents)
    {
        var roots = new List<(string Environment, IncidentView Incident)>();
        foreach (var root in incidents.Where(one => one.Service == Forest.RootOf(one.Service) && Down.Contains(one.Challenge))) roots.Add((EnvironmentOf(await bot.Client.TimelineAsync(root.Id)), root));
        var called = new List<string>();
        var waited = 0;
        foreach (var incident in incidents.Where(one => one.Service != Forest.RootOf(one.Service)))
        {
            var timeline = await bot.Client.TimelineAsync(incident.Id);
            var wait = timeline.FirstOrDefault(entry => entry.Kind == "dependency-wait-began");
            bool RootIsOpen(DateTimeOffset at) => roots.Any(root => root.Incident.Service == Forest.RootOf(incident.Service) && root.Environment == EnvironmentOf(timeline) && root.Incident.OpenedAt < at && at < root.Incident.ResolvedAt);
            if (RootIsOpen(incident.OpenedAt))
            {
                Assert.That(wait?.Details.GetProperty("root").GetProperty("service").GetString(), Is.EqualTo(Forest.RootOf(incident.Service)), $"{incident.Id} of {incident.Service} names the root");
                Assert.That(timeline.TakeWhile(entry => entry.Kind != "dependency-wait-began").Select(entry => entry.Kind), Has.None.EqualTo("attempt-started"), $"{incident.Id}: the root is named first");
            }

            if (wait is not null) waited++;
            called.AddRange(timeline
                .Where(entry => entry.Kind == "level-entered")
                .Where(entry => RootIsOpen(entry.At))
                .Select(entry => $"{incident.Id} of {incident.Service} at {entry.At}: {entry.Text}"));
        }

        TestContext.Out.WriteLine($"{waited} of {incidents.Count} incidents waited under a root; highest levels: {string.Join(", ", incidents.GroupBy(one => (Root: one.Service == Forest.RootOf(one.Service), one.HighestLevel)).Select(group => $"{(group.Key.Root ? "root" : "dependant")} at Level {group.Key.HighestLevel}: {group.Count()}"))}");
        Assert.That(waited, Is.GreaterThan(100), "the storm was one");
        Assert.That(called, Is.Empty, "people are called for roots alone while the root is open");
    }

    private static string EnvironmentOf(IReadOnlyList<TimelineView> timeline) => timeline[0].Details.GetProperty("key").GetProperty("environment").GetString()!;

    private static Task<IReadOnlyList<IncidentView>> UntilAsync(BotProcess bot, Func<IReadOnlyList<IncidentView>, bool> holds, string what)
    {
        IReadOnlyList<IncidentView> last = [];
        return Wait.For(
            async () =>
            {
                last = await bot.Client.AllIncidentsAsync();
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
                return holds(last) ? last : null;
            },
            Bound,
            what,
            () => string.Join("; ", last.Where(one => one.State != "resolved").GroupBy(one => (one.Service, one.State, one.Level)).Select(group => $"{group.Key} {group.Count()}")) + bot.Tail);
    }
}
