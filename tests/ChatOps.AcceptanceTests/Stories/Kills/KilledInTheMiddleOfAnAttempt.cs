using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Kills;

/// <summary>kill -9 while a runbook acts, and in the pause between two attempts: an attempt that began has been used and never runs again.</summary>
internal sealed class KilledInTheMiddleOfAnAttempt
{
    // What a crash left behind holds its targets for the rest of their lease (rule 6.11).
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private TemporaryFolder folder = null!;

    private int TimesActed => Directory.EnumerateFiles(folder.Path, "acted-*").Count();

    [SetUp]
    public void Prepare() => folder = new TemporaryFolder();

    [TearDown]
    public void Clear() => folder.Dispose();

    [Test]
    [Property("Rule", "2.6")]
    public async Task The_attempt_is_reported_as_cut_short_and_two_are_the_limit()
    {
        await using var bot = await BotProcess.StartAsync(Settings(work: "60", pause: TimeSpan.FromMilliseconds(100)));
        await bot.Client.PostAsync("api/v2/alerts", """[{"labels":{"alertname":"TargetDown","service":"slow"}}]""");
        await Wait.Until(() => TimesActed == 1, Bound, "the first attempt to act", () => bot.Tail);

        await bot.KillAsync();
        await bot.StartAgainAsync();

        await bot.Client.IncidentWhenAsync("INC-1", incident => incident.Attempts[0].Outcome == "cutShort", Bound, "with a first attempt that was cut short");
        await Wait.Until(() => TimesActed == 2, Bound, "the second attempt to act", () => bot.Tail);

        await bot.KillAsync();
        await bot.StartAgainAsync();

        var incident = await bot.Client.IncidentWhenAsync("INC-1", incident => incident.Level == 2, Bound, "at Level 2");
        Assert.That(incident.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["cutShort", "cutShort"]));
        Assert.That(TimesActed, Is.EqualTo(2), "what was cut short does not act again");
    }

    [Test]
    [Property("Rule", "2.6")]
    public async Task Between_two_attempts_the_second_still_comes_and_no_third()
    {
        await using var bot = await BotProcess.StartAsync(Settings(work: "0", pause: TimeSpan.FromSeconds(4)));
        await bot.Client.PostAsync("api/v2/alerts", """[{"labels":{"alertname":"TargetDown","service":"slow"}}]""");
        var before = await bot.Client.IncidentWhenAsync("INC-1", incident => incident.Attempts is [{ Outcome: "failed" }], Bound, "between two attempts");

        await bot.KillAsync();
        await bot.StartAgainAsync();

        var after = await bot.Client.IncidentAsync("INC-1");
        Assert.That(after.Recovery.Deadline, Is.EqualTo(before.Recovery.Deadline), "the five minutes go on");
        var climbed = await bot.Client.IncidentWhenAsync("INC-1", incident => incident.Level == 2, Bound, "at Level 2");
        Assert.That(climbed.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["failed", "failed"]));
        Assert.That(TimesActed, Is.EqualTo(2));
    }

    private BotSettings Settings(string work, TimeSpan pause)
    {
        folder.Write("runbooks/slow.yaml", """
            name: slow
            says: Leaves a mark, works for a while, and mends nothing.
            matches: { challenge: ServiceDown, service: slow }
            diagnose:
              - { name: looked, action: http, with: { url: "{{ targets.health }}" }, timeout: 1s }
            act:
              - { name: mark, action: command, with: { program: mktemp, arguments: ["{{ targets.mark }}"] }, timeout: 5s }
              - { name: work, action: command, with: { program: sleep, arguments: ["{{ targets.work }}"] }, timeout: 90s }
            verify:
              - { name: healthy, action: http, with: { url: "{{ targets.health }}" }, repeat: 1, timeout: 1s, for: 1s }
            """);
        return new BotSettings()
            .WithService("slow", "backend", "standard", ("health", FreePort.NobodyThere().ToString()), ("mark", folder.File("acted-XXXXXX")), ("work", work))
            .WithProgram("mktemp", "/usr/bin/mktemp")
            .WithProgram("sleep", "/usr/bin/sleep")
            .With("Runbooks:Path", folder.File("runbooks"))
            .With("Escalation:Recovery:Pause", pause);
    }
}
