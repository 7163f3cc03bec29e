using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Kills;

/// <summary>kill -9 while incidents wait: every deadline is kept, nobody is mentioned twice, and what fell due meanwhile moves one level.</summary>
internal sealed class KilledInEachWait
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static readonly Waiting[] Waits =
    [
        new("level-2", "awaitingAcknowledgement", 2),
        new("level-2-acknowledged", "acknowledged", 2, "ben: ack"),
        new("level-3", "awaitingAcknowledgement", 3, "ben: escalate"),
        new("level-3-acknowledged", "acknowledged", 3, "ben: escalate", "kim: ack"),
        new("level-4", "awaitingDecision", 4, "ben: escalate", "kim: escalate"),
        new("level-4-acknowledged", "acknowledged", 4, "ben: escalate", "kim: escalate", "user: ack"),
        new("level-4-investigating", "awaitingDecision", 4, "ben: escalate", "kim: escalate", "user: decide investigate kim"),
        new("snoozed", "snoozed", 2, "ben: ack", "ben: snooze 1h"),
        new("muted", "resolved", 2, "ben: resolve false alarm"),
    ];

    [Test]
    [Property("Rule", "2.11")]
    public async Task Every_wait_goes_on_as_it_was()
    {
        var settings = Waits.Aggregate(new BotSettings(), (all, wait) => all.WithService(wait.Service)).With("Escalation:ConfirmEscalateWithin", TimeSpan.Zero);
        await using var bot = await BotProcess.StartAsync(settings);
        foreach (var wait in Waits)
        {
            await BringAsync(bot, wait);
        }

        await SilencedAsync(bot);
        var before = await StandingsAsync(bot);

        await bot.KillAsync();
        await bot.StartAgainAsync();

        Assert.That(await StandingsAsync(bot), Is.EqualTo(before));
    }

    [Test]
    [Property("Rule", "2.22")]
    public async Task What_fell_due_while_it_was_down_moves_one_level_and_waits_anew()
    {
        var wait = TimeSpan.FromSeconds(2);
        await using var bot = await BotProcess.StartAsync(new BotSettings()
            .WithService("late")
            .With("Escalation:Levels:2:AcknowledgeWithin", wait)
            .With("Escalation:Levels:3:AcknowledgeWithin", TimeSpan.FromMinutes(15)));
        await bot.Client.AlertAsync("Odd", "late");
        var due = (await bot.Client.IncidentWhenAsync("INC-1", incident => incident is { Level: 2, Deadline: not null }, Bound, "at Level 2")).Deadline!.Value;

        await bot.KillAsync();
        await Wait.Until(() => TimeProvider.System.GetUtcNow() > due + (3 * wait), Bound, "three waits to pass");
        await bot.StartAgainAsync();

        var incident = await bot.Client.IncidentWhenAsync("INC-1", incident => incident.Level > 2, Bound, "at the next level");
        Assert.That(incident.Level, Is.EqualTo(3));
        Assert.That(incident.Deadline, Is.GreaterThan(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(14)), "the new wait starts now");
    }

    // An alert of no known kind has no runbook, so it is at Level 2 at once.
    private static async Task<string> BringAsync(BotProcess bot, Waiting wait)
    {
        var id = (await bot.Client.AlertAsync("Odd", wait.Service)).Single();
        await bot.Client.IncidentWhenAsync(id, incident => incident.Level == 2, Bound, "at Level 2");
        foreach (var step in wait.Commands)
        {
            await MentionsAreDeliveredAsync(bot, id);
            var (person, words) = (step.Split(": ")[0], step.Split(": ")[1].Split(' ', 2));
            var answer = await bot.Client.CommandAsync($"{words[0]} {id} {words.ElementAtOrDefault(1)}".Trim(), person);
            Assert.That((int)answer.Status, Is.EqualTo(200), $"{wait.Service}: {step}: {answer.Body}");
        }

        await bot.Client.IncidentWhenAsync(id, incident => incident.State == wait.State && incident.Level == wait.Level, Bound, $"{wait.State} at Level {wait.Level}");
        await MentionsAreDeliveredAsync(bot, id);
        return id;
    }

    private static async Task SilencedAsync(BotProcess bot)
    {
        var id = await BringAsync(bot, new Waiting("silenced", "awaitingAcknowledgement", 2));
        await bot.Client.CommandAsync("silence silenced 1h moving disks", "ben");
        await bot.Client.IncidentWhenAsync(id, incident => incident.State == "silenced", Bound, "silenced");
    }

    // A mention that is overtaken before it was delivered is not posted later, so each is waited for.
    private static Task MentionsAreDeliveredAsync(BotProcess bot, string id) =>
        Wait.Until(
            async () =>
            {
                var timeline = await bot.Client.TimelineAsync(id);
                return timeline.Count(entry => entry.Kind == "level-entered") == timeline.Count(entry => entry.Mention is not null);
            },
            Bound,
            $"the mentions of {id} to be delivered",
            () => bot.Tail);

    private static async Task<IReadOnlyList<string>> StandingsAsync(BotProcess bot)
    {
        var standings = new List<string>();
        foreach (var incident in await bot.Client.IncidentsAsync())
        {
            var mentions = (await bot.Client.TimelineAsync(incident.Id)).Select(entry => entry.Mention).OfType<int>().Order();
            standings.Add($"{incident.Service}: {incident.State} at {incident.Level}, {incident.DeadlineReason} {incident.Deadline:O}, owner {incident.Owner}, mentions {string.Join(' ', mentions)}");
        }

        return standings;
    }

    /// <param name="Service">One for each wait, so that each has an incident of its own.</param>
    /// <param name="State">The state to reach.</param>
    /// <param name="Level">The level to reach.</param>
    /// <param name="Commands">Who says what to get there; the incident's id goes after the first word.</param>
    private sealed record Waiting(string Service, string State, int Level, params string[] Commands);
}
