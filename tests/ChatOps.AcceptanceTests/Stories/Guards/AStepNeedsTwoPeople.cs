using System.Net;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Guards;

/// <summary>Approvals as people meet them: asked with what would be done, refused to the wrong role, given by two, and offered still when nobody came in time.</summary>
internal sealed class AStepNeedsTwoPeople
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Prepare() => folder = new TemporaryFolder();

    [TearDown]
    public void Clear() => folder.Dispose();

    [Test]
    [Property("Rule", "6.12")]
    public async Task The_wrong_role_is_refused_one_person_is_not_enough_and_two_let_it_run()
    {
        await using var bot = await BotProcess.StartAsync(Settings(approveWithin: TimeSpan.FromMinutes(2)));
        var id = await AskedAsync(bot, "mark");
        Assert.That(await SaidAsync(bot, id), Has.Some.Contains($"Step: leave the mark {folder.File("mark")} (step mark of mark-it, attempt 1).").And.Some.Contains("2 different people have to approve.").And.Some.Contains("[Approve (2 more): leave the mark"));

        await AnswersAsync(bot, $"approve {id}", "dev", HttpStatusCode.Forbidden, "devops-coordinator, backend-coordinator and above may approve");
        await AnswersAsync(bot, $"approve {id}", "ana", HttpStatusCode.OK, "It runs after 1 more approval by somebody else.");
        await AnswersAsync(bot, $"approve {id}", "ana", HttpStatusCode.OK, "You have approved it already; 1 more approval by somebody else.");
        Assert.That(File.Exists(folder.File("mark")), Is.False, "one is not enough");
        await AnswersAsync(bot, $"approve {id}", "ben", HttpStatusCode.OK, "Approved: leave the mark");

        await bot.Client.IncidentWhenAsync(id, incident => incident is { State: "resolved", Level: 1 }, Bound, "mended at Level 1");
        Assert.That(File.Exists(folder.File("mark")), Is.True);
    }

    [Test]
    [Property("Rule", "6.2")]
    public async Task Nobody_answers_and_it_is_offered_still_at_Level_2_and_never_to_who_asked_for_it()
    {
        await using var bot = await BotProcess.StartAsync(Settings(approveWithin: TimeSpan.FromSeconds(2)).With("Services:marked:Recovery:Approvals", "1").With("Services:marked:Recovery:AnotherApproves", "true"));
        var id = await AskedAsync(bot, "mark");

        var failed = await bot.Client.IncidentWhenAsync(id, incident => incident.Level == 2, Bound, "at Level 2");
        Assert.That(failed.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["notApproved"]));
        await Wait.Until(async () => (await SaidAsync(bot, id)).Any(text => text.Contains("Proposal: leave the mark", StringComparison.Ordinal) && text.Contains("[Approve: leave the mark", StringComparison.Ordinal)), Bound, "the step to be offered at Level 2");

        await AnswersAsync(bot, $"retry {id}", "ana", HttpStatusCode.OK, "as your attempt");
        await Wait.Until(async () => (await bot.Client.TimelineAsync(id)).Count(entry => entry.Kind == "approval-asked") == 2, Bound, "ana's attempt to ask");
        await AnswersAsync(bot, $"approve {id}", "ana", HttpStatusCode.Forbidden, "You asked for attempt 2 of INC-1 yourself; somebody else has to approve");
        await AnswersAsync(bot, $"approve {id}", "ben", HttpStatusCode.OK, "");
        await bot.Client.IncidentWhenAsync(id, incident => incident.State == "resolved", Bound, "mended");
    }

    private BotSettings Settings(TimeSpan approveWithin)
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
            .With("Services:marked:Recovery:Approvals", "2")
            .WithPerson("ana", "backend-coordinator").WithPerson("ben", "tech-lead-orchestrator").WithPerson("dev", "developer")
            .WithProgram("touch", "/usr/bin/touch").WithProgram("test", "/usr/bin/test").With("Operations:Command:Allowed:test:Risk", "Observe")
            .With("Runbooks:Path", folder.File("runbooks"))
            .With("Escalation:ApproveWithin", approveWithin);
    }

    private static async Task<string> AskedAsync(BotProcess bot, string step)
    {
        var id = (await bot.Client.AlertAsync("TargetDown", "marked")).Single();
        await bot.Client.IncidentWhenAsync(id, incident => incident.Recovery.State == "awaitingApproval", Bound, $"waiting for an approval of {step}");
        return id;
    }

    private static async Task<IReadOnlyList<string>> SaidAsync(BotProcess bot, string id)
    {
        await Wait.Until(async () => (await bot.Client.TimelineAsync(id)).Any(entry => entry.Kind == "message-sent"), Bound, "a message");
        return [.. (await bot.Client.TimelineAsync(id)).Where(entry => entry.Kind == "message-sent").Select(entry => entry.Text!)];
    }

    private static async Task AnswersAsync(BotProcess bot, string text, string person, HttpStatusCode status, string says)
    {
        var answer = await bot.Client.CommandAsync(text, person);
        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Body, Does.Contain(says));
    }
}
