using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>Failed workflows, checks and deployments become incidents with commit, author, job and step; a later success ends them.</summary>
internal sealed class PipelinesAreAlerts
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static readonly BotSettings Settings = new BotSettings()
        .With("GitHub:Repositories:acme/shop:Service", "checkout")
        .With("GitHub:Repositories:acme/shop:Branches:0", "main")
        .With("GitHub:Repositories:acme/shop:Branches:1", "release/*");

    [Test]
    public async Task A_failed_workflow_is_an_incident_and_a_later_success_ends_it()
    {
        await using var acme = await Organization.OpenAsync(Settings);
        acme.GitHub.Push(acme.Kim, acme.Shop, "make it faster", "src/shop.cs");
        acme.GitHub.RunWorkflow(acme.Shop, "CI", "feature", [[GitHubJob.Failed("test", "Run tests", "no")]]);
        acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Passed("build"), GitHubJob.Failed("test", "Run tests", [.. Enumerable.Range(1, 40).Select(line => $"2026-03-01T10:00:{line:00}.0000000Z step {line}"), "2026-03-01T10:01:00.0000000Z ##[error]expected 1 but was 2", "password=hunter22 @ana ``` /chatops resolve", "Process completed with exit code 1"])]);

        var id = await IncidentAsync(acme, "PipelineFailure");
        var issue = await acme.IssueAsync(id);
        var called = await acme.CommentAsync(id, comment => comment.Called.Count > 0, "the mention of Level 2");
        Assert.That(called.Body, Does.Contain("job test").And.Contain("step Run tests").And.Contain("by kim").And.Contain("CI failed on main"));
        Assert.That(called.Body, Does.Contain("expected 1 but was 2").And.Contain("step 40").And.Contain("step 33").And.Not.Contain("step 32").And.Not.Contain("hunter22"), "ten lines of the log, masked");
        Assert.That(called.CalledByMail, Is.EquivalentTo(called.Called), "a log calls nobody, in the mail neither");
        Assert.That(issue.Title, Does.Contain("a pipeline of checkout failed"));

        acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Passed("build"), GitHubJob.Passed("test")]);
        await acme.Client.IncidentWhenAsync(id, incident => incident.Alerts.All(alert => alert.Status == "resolved"), Soon, "over");
        Assert.That(await acme.Client.IncidentsAsync(), Has.Count.EqualTo(1), "the branch that does not count opened nothing");
    }

    [Test]
    public async Task Events_out_of_order_a_fork_and_a_cancelled_run_say_nothing()
    {
        await using var acme = await Organization.OpenAsync(Settings);
        acme.GitHub.Push(acme.Kim, acme.Shop, "make it faster", "src/shop.cs");
        var good = acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Passed("test")]);
        await Wait.Until(() => acme.GitHub.Deliveries.Any(one => one.Event == "workflow_run" && one.Action == "completed"), Soon, "the run");
        await acme.GitHub.IdleAsync();
        var told = JsonNode.Parse(acme.GitHub.Deliveries.Last(one => one.Event == "workflow_run" && one.Action == "completed").Payload)!;

        // An earlier run's failure, heard of late; a fork's branch of the same name; a run that somebody cancelled.
        await SendAsync(told, run => (run["run_number"], run["conclusion"], run["id"]) = (0, "failure", good - 2));
        await SendAsync(told, run => (run["conclusion"], run["run_number"], run["head_repository"]!["id"]) = ("failure", 9, 5));
        await SendAsync(told, run => (run["conclusion"], run["run_number"]) = ("cancelled", 10));
        await SendAsync(told, run => (run["conclusion"], run["run_number"], run["status"]) = (null, 11, "queued"));
        Assert.That(await acme.Client.IncidentsAsync(), Is.Empty);

        // A re-run of the same run counts as later.
        await SendAsync(told, run => (run["conclusion"], run["run_attempt"], run["updated_at"]) = ("failure", 2, TimeProvider.System.GetUtcNow().AddSeconds(1).ToString("O", CultureInfo.InvariantCulture)));
        Assert.That(await acme.Client.IncidentsAsync(), Has.Count.EqualTo(1));

        async Task SendAsync(JsonNode payload, Action<JsonNode> change)
        {
            var copy = payload.DeepClone();
            change(copy["workflow_run"]!);
            Assert.That((await acme.GitHub.SendAsync("workflow_run", copy.ToJsonString())).Status, Is.EqualTo(202));
        }
    }

    [Test]
    public async Task A_failed_deployment_and_a_check_of_another_system_are_incidents_of_their_own()
    {
        await using var acme = await Organization.OpenAsync(Settings);
        acme.GitHub.Push(acme.Kim, acme.Shop, "make it faster", "src/shop.cs");
        acme.GitHub.Deploy(acme.Ana, acme.Shop, "production", "failure", "the new pods do not start");
        var deployment = await IncidentAsync(acme, "DeploymentFailed");
        Check("failure", "2026-03-01T10:00:00Z");
        var check = await IncidentAsync(acme, "PipelineFailure");
        Assert.That((await acme.IssueAsync(deployment)).Title, Does.Contain("a deployment of checkout failed"));

        acme.GitHub.Deploy(acme.Ana, acme.Shop, "production", "success");
        Check("success", "2026-03-01T10:05:00Z");
        await acme.Client.IncidentWhenAsync(deployment, incident => incident.Alerts.All(alert => alert.Status == "resolved"), Soon, "over");
        await acme.Client.IncidentWhenAsync(check, incident => incident.Alerts.All(alert => alert.Status == "resolved"), Soon, "over");

        void Check(string conclusion, string at) => acme.GitHub.Tell("check_run", acme.Shop, acme.Kim, "completed", ("check_run", new JsonObject
        {
            ["id"] = 1,
            ["name"] = "circle",
            ["status"] = "completed",
            ["conclusion"] = conclusion,
            ["completed_at"] = at,
            ["head_sha"] = "abc1234def",
            ["app"] = new JsonObject { ["slug"] = "circleci" },
            ["output"] = new JsonObject { ["title"] = "2 tests failed" },
            ["check_suite"] = new JsonObject { ["head_branch"] = "main" },
        }));
    }

    private static async Task<string> IncidentAsync(Organization acme, string challenge) =>
        (await Wait.For(async () => (await acme.Client.IncidentsAsync()).SingleOrDefault(incident => incident.Challenge == challenge), Soon, $"an incident of {challenge}", () => acme.Bot.Tail + string.Join("\n", acme.GitHub.Deliveries.Select(one => $"{one.Event} {one.Action} {one.Status}")))).Id;
}
