using System.Net;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Guards;

/// <summary>Whoever asked for an attempt may not approve its steps where it is so configured.</summary>
internal sealed class WhoAskedMayNotApprove
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Prepare() => folder = new TemporaryFolder();

    [TearDown]
    public void Clear() => folder.Dispose();

    [Test]
    [Property("Rule", "6.12")]
    public async Task Whoever_asked_is_refused_and_recorded_and_somebody_else_lets_it_run()
    {
        await using var bot = await BotProcess.StartAsync(Settings());
        var id = (await bot.Client.AlertAsync("TargetDown", "marked")).Single();
        var failed = await bot.Client.IncidentWhenAsync(id, incident => incident.Level == 2, Bound, "at Level 2");
        Assert.That(failed.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["notApproved"]));
        await AnswersAsync(bot, $"retry {id}", "ana", HttpStatusCode.OK, "as your attempt");
        await Wait.Until(async () => (await bot.Client.TimelineAsync(id)).Count(entry => entry.Kind == "approval-asked") == 2, Bound, "ana's attempt to ask");
        await AnswersAsync(bot, $"approve {id}", "ana", HttpStatusCode.Forbidden, "You asked for attempt 2 of INC-1 yourself; somebody else has to approve");
        Assert.That((await bot.Client.TimelineAsync(id)).Where(entry => entry.Kind == "act-refused").Select(entry => entry.Text), Has.One.StartsWith("ana tried"));
        await AnswersAsync(bot, $"approve {id}", "ben", HttpStatusCode.OK, "");
        await bot.Client.IncidentWhenAsync(id, incident => incident.State == "resolved", Bound, "mended");
    }

    private BotSettings Settings()
    {
        folder.Write("runbooks/mark.yaml", """
            name: mark-it
            says: Leaves a mark.
            matches: { challenge: ServiceDown }
            diagnose:
              - { name: look, action: command, with: { program: test, arguments: ["-e", "{{ targets.mark }}"] } }
            act:
              - { name: mark, action: command, risk: destructive, title: "leave the mark {{ targets.mark }}", with: { program: touch, arguments: ["{{ targets.mark }}"] } }
            verify:
              - { name: marked, action: command, with: { program: test, arguments: ["-e", "{{ targets.mark }}"] }, repeat: 1 }
            """);
        return new BotSettings()
            .WithService("marked", "backend", "standard", ("mark", folder.File("mark")))
            .With("Services:marked:Recovery:AnotherApproves", "true")
            .WithPerson("ana", "backend-coordinator").WithPerson("ben", "tech-lead-orchestrator").WithPerson("dev", "developer")
            .WithProgram("touch", "/usr/bin/touch").WithProgram("test", "/usr/bin/test").With("Operations:Command:Allowed:test:Risk", "Observe")
            .With("Runbooks:Path", folder.File("runbooks"))
            .With("Escalation:ApproveWithin", TimeSpan.FromSeconds(5));
    }

    private static async Task AnswersAsync(BotProcess bot, string text, string person, HttpStatusCode status, string says)
    {
        var answer = await bot.Client.CommandAsync(text, person);
        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Body, Does.Contain(says));
    }
}
