using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Approvals;

/// <summary>
/// Approvals as people meet them, alike on every platform: asked with what would be done, refused to the wrong role, given by one or by two, forbidden,
/// and offered still at Level 2 when nobody came in time. What was done is judged by the file that the step leaves.
/// </summary>
internal abstract class AStepWaitsForApproval
{
    private const string NotYours = "Only devops-coordinator, backend-coordinator and above may approve";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private TemporaryFolder folder = null!;

    private string Mark => folder.File("mark");

    private string Step => $"leave the mark {Mark}";

    [SetUp]
    public void Prepare() => folder = new TemporaryFolder();

    [TearDown]
    public void Clear() => folder.Dispose();

    [Test]
    [Property("Rule", "6.1")]
    public async Task It_is_asked_with_what_would_be_done_refused_to_the_wrong_role_and_done_when_one_approves()
    {
        await using var place = await OpenAsync(Settings(approvals: 1, approveWithin: TimeSpan.FromMinutes(2)));
        var id = await AskedAsync(place);
        await ReadsAsync(place, id, $"{Step} (step mark of mark-it", "Leaves a mark; nothing else is touched.", $"test -e {Mark} ended with 1", place.Offer, "calls ana");

        await place.DoAsync("dev", id, "approve");
        await place.AnsweredAsync("dev", id, NotYours);
        await RecordedAsync(place, id, "act-refused", "dev");
        Assert.That(File.Exists(Mark), Is.False, "a refused approval approves nothing");
        Assert.That((await place.Bot.Client.IncidentAsync(id)).Recovery.State, Is.EqualTo("awaitingApproval"));
        if (place.AnswersAlone) Assert.That(await place.ThreadAsync(id), Has.None.Contains("may approve"), "who was refused is told alone");

        await place.DoAsync("ana", id, "approve");
        var mended = await place.Bot.Client.IncidentWhenAsync(id, incident => incident.State == "resolved", Bound, "mended");
        Assert.That((mended.Level, File.Exists(Mark)), Is.EqualTo((1, true)));
        await ReadsAsync(place, id, $"ana approved: {Step}.");
    }

    [Test]
    [Property("Rule", "6.12")]
    public async Task Two_different_people_let_it_run_and_one_who_says_it_twice_does_not()
    {
        await using var place = await OpenAsync(Settings(approvals: 2, approveWithin: TimeSpan.FromMinutes(2)));
        var id = await AskedAsync(place);
        await ReadsAsync(place, id, "2 different people have to approve.");

        await place.DoAsync("ana", id, "approve");
        await RecordedAsync(place, id, "approval-counted", "ana");
        await ReadsAsync(place, id, $"ana approved: {Step}. 1 more approval by somebody else is needed.");
        await place.DoAsync("ana", id, "approve");
        await place.AnsweredAsync("ana", id, "You have approved it already; 1 more approval by somebody else.");
        Assert.That(File.Exists(Mark), Is.False, "the same person twice is one");

        await place.DoAsync("kim", id, "approve");
        var mended = await place.Bot.Client.IncidentWhenAsync(id, incident => incident.State == "resolved", Bound, "mended");
        Assert.That((mended.Level, File.Exists(Mark)), Is.EqualTo((1, true)));
        await ReadsAsync(place, id, $"kim approved: {Step}.");
    }

    [Test]
    [Property("Rule", "6.2")]
    public async Task Somebody_forbids_it_and_Level_2_is_called_without_an_offer()
    {
        await using var place = await OpenAsync(Settings(approvals: 1, approveWithin: TimeSpan.FromMinutes(2)));
        var id = await AskedAsync(place);

        await place.DoAsync("ana", id, "reject");

        var failed = await place.Bot.Client.IncidentWhenAsync(id, incident => incident.Level == 2, Bound, "at Level 2");
        Assert.That(failed.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["notApproved"]));
        var called = await ReadsAsync(place, id, "Which resilience strategy brings marked back", "ana rejected it");
        Assert.That(called, Does.Not.Contain("Proposal").And.Not.Contain("Approve").And.Not.Contain("/chatops approve"), "what was forbidden is not offered");
        await ReadsAsync(place, id, "The attempt ends with that; backend-coordinator is called.");
        Assert.That(File.Exists(Mark), Is.False);
        await RecordedAsync(place, id, "approval-rejected", "ana");
    }

    [Test]
    [Property("Rule", "6.2")]
    public async Task Nobody_answers_and_it_is_offered_at_Level_2_where_it_runs_as_the_attempt_of_who_approves()
    {
        await using var place = await OpenAsync(Settings(approvals: 1, approveWithin: TimeSpan.FromSeconds(3)));
        var id = await AskedAsync(place);

        var failed = await place.Bot.Client.IncidentWhenAsync(id, incident => incident.Level == 2, Bound, "at Level 2");
        Assert.That(failed.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["notApproved"]));
        await ReadsAsync(place, id, "nobody approved it in time", $"Proposal: {Step}. It needs an approval by a coordinator or above.", place.Offer, "calls ana");
        await place.DoAsync("dev", id, "approve");
        await place.AnsweredAsync("dev", id, NotYours);
        Assert.That(File.Exists(Mark), Is.False, "nobody has approved it yet");

        await place.DoAsync("ana", id, "approve");
        var mended = await place.Bot.Client.IncidentWhenAsync(id, incident => incident.State == "resolved", Bound, "mended");
        Assert.That(mended.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["notApproved", "passed"]));
        Assert.That((mended.HighestLevel, File.Exists(Mark)), Is.EqualTo((2, true)));
        await RecordedAsync(place, id, "approval-given", "ana");
    }

    /// <summary>Opens the platform with a bot that works there.</summary>
    protected abstract Task<IApprovalPlace> OpenAsync(BotSettings settings);

    private BotSettings Settings(int approvals, TimeSpan approveWithin)
    {
        folder.Write("runbooks/mark.yaml", $$$"""
            name: mark-it
            says: Leaves a mark; nothing else is touched.
            matches: { challenge: ServiceDown }
            approvals: {{{approvals}}}
            diagnose:
              - { name: look, action: command, with: { program: test, arguments: ["-e", "{{ targets.mark }}"] } }
            act:
              - { name: mark, action: command, risk: destructive, title: "leave the mark {{ targets.mark }}", with: { program: touch, arguments: ["{{ targets.mark }}"] } }
            verify:
              - { name: marked, action: command, with: { program: test, arguments: ["-e", "{{ targets.mark }}"] }, repeat: 1 }
            """);
        return new BotSettings()
            .WithService("marked", "backend", "standard", ("mark", Mark))
            .WithPerson("ana", "devops-coordinator", "backend-coordinator").WithPerson("kim", "tech-lead-orchestrator").WithPerson("dev", "developer")
            .WithProgram("touch", "/usr/bin/touch").WithProgram("test", "/usr/bin/test").With("Operations:Command:Allowed:test:Risk", "Observe")
            .With("Runbooks:Path", folder.File("runbooks"))
            .With("Escalation:ApproveWithin", approveWithin);
    }

    private static async Task<string> AskedAsync(IApprovalPlace place)
    {
        var id = (await place.Bot.Client.AlertAsync("TargetDown", "marked")).Single();
        await Wait.Until(async () => (await place.Bot.Client.TimelineAsync(id)).Any(entry => entry.Kind == "approval-asked"), Bound, "an approval to be asked", () => place.Bot.Tail);
        return id;
    }

    /// <summary>A message of the thread that says all of this, once it is there.</summary>
    private static async Task<string> ReadsAsync(IApprovalPlace place, string id, params IReadOnlyList<string> words)
    {
        IReadOnlyList<string> last = [];
        return await Wait.For(
            async () => (last = [.. (await place.ThreadAsync(id)).Select(Plain)]).FirstOrDefault(message => words.All(word => message.Contains(word, StringComparison.Ordinal))),
            Bound,
            $"\"{string.Join("\" and \"", words)}\"",
            () => string.Join("\n---\n", last) + "\n" + place.Bot.Tail);
    }

    /// <summary>The words alone: each platform has its own way to write what is bold and where a line ends.</summary>
    private static string Plain(string message) => string.Join(' ', message.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task RecordedAsync(IApprovalPlace place, string id, string kind, string person) => Wait.Until(
        async () => (await place.Bot.Client.TimelineAsync(id)).Any(entry => entry.Kind == kind && entry.Details.GetProperty("by").GetProperty("name").GetString() == person),
        Bound,
        $"a record {kind} of {person}",
        () => place.Bot.Tail);
}
