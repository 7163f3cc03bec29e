using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;
using Octokit;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>GitHub's own clients, from npm and from NuGet, unmodified, take the test GitHub for the real one.</summary>
internal sealed class OfficialClientsWorkWithTheTestGitHub
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private GitHubServer github = null!;
    private GitHubUser ana = null!;
    private GitHubRepository shop = null!;

    [SetUp]
    public async Task StartAsync()
    {
        github = await GitHubServer.StartAsync(new GitHubServerOptions { CreationsPerMinute = 1000, CreationsPerHour = 1000 });
        ana = github.AddUser("ana");
        shop = github.AddRepository(github.AddOrganization("acme"), "shop");
        github.Push(ana, shop, "make it faster", "src/shop.cs");
        github.RunWorkflow(shop, "CI", [GitHubJob.Failed("test", "Run tests", "one", "two failed")]);
        await Wait.Until(() => github.Runs(shop).Single().Status == "completed", Soon, "the run");
        github.AddDispatchable(shop, "rollback.yml", ["environment", "sha"], _ => [GitHubJob.Passed("rollback")], _ => { });
        github.Deploy(ana, shop, "staging", "success");
        github.Push(ana, shop, "count otherwise", "src/Cart.cs");
        github.Deploy(ana, shop, "staging", "success");
        github.Push(ana, shop, "mend a word", "README.md", "docs/a.md");
        github.Deploy(ana, shop, "staging", "failure", "it does not start");
    }

    [TearDown]
    public async Task StopAsync() => await github.DisposeAsync();

    [Test]
    public async Task Octokit_rest_with_App_authentication_writes_pages_reads_logs_and_runs_again()
    {
        using var folder = new TemporaryFolder();
        folder.Write("key.pem", github.App.PrivateKey);

        var result = await Command.RunAsync(
            "node",
            [Path.Combine(Built.Root, "tests", "npm", "github", "rest.mjs"), github.Address.AbsoluteUri.TrimEnd('/'), github.App.Id.ToString(CultureInfo.InvariantCulture), folder.File("key.pem"), github.Installation.ToString(CultureInfo.InvariantCulture), "acme", "shop"],
            Soon);

        Assert.That(result.ExitCode, Is.Zero, result.Errors);
        var seen = JsonNode.Parse(result.Output)!;
        Assert.That((string)seen["slug"]!, Is.EqualTo("chatops"));
        Assert.That((long)seen["installation"]!, Is.EqualTo(github.Installation));
        Assert.That((int)seen["self"]!, Is.EqualTo(403), "an installation is no user");
        Assert.That((string)seen["issue"]!["author"]!, Is.EqualTo("chatops[bot]"));
        Assert.That(seen["issue"]!["labels"]!.AsArray().Select(label => (string)label!), Is.EqualTo((string[])["one"]));
        Assert.That(seen["comments"]!.AsArray().Select(body => (string)body!), Is.EqualTo(Enumerable.Range(0, 45).Select(number => $"line {number}")), "two pages, the oldest first");
        Assert.That(seen["reacted"]!.AsArray().Select(status => (int)status!), Is.EqualTo((int[])[201, 200]));
        Assert.That(((string)seen["edited"]!, (string)seen["closed"]!), Is.EqualTo(("changed", "completed")));
        Assert.That(seen["tooLong"]!.AsArray().Select(part => part!.ToString()), Is.EqualTo((string[])["422", "unprocessable"]));
        Assert.That(((string)seen["job"]!["name"]!, (string)seen["job"]!["step"]!), Is.EqualTo(("test", "Run tests")));
        Assert.That((string)seen["log"]!, Is.EqualTo("one\ntwo failed"));
        Assert.That((int)seen["rerun"]!, Is.EqualTo(201));
        await Wait.Until(() => github.Runs(shop).Single(run => run.Workflow == "CI") is { Attempt: 2, Status: "completed" }, Soon, "the second attempt");
        Assert.That(seen["dispatched"]!.AsArray().Select(part => part!.ToString()), Is.EqualTo((string[])["204", "200", "2", "true"]), "with and without the run's number");
        Assert.That(seen["unexpected"]!.AsArray().Select(part => part!.ToString()), Is.EqualTo((string[])["422", "Unexpected inputs provided: [\"other\"]"]));
        Assert.That(seen["deployments"]!.AsArray().Select(list => string.Join(' ', list!.AsArray().Select(state => (string)state!))), Is.EqualTo((string[])["failure", "success", "inactive success"]), "the newest first");
        Assert.That((string)seen["compared"]!["status"]!, Is.EqualTo("ahead"));
        Assert.That(seen["compared"]!["commits"]!.AsArray().Select(message => (string)message!), Is.EqualTo((string[])["mend a word"]));
        Assert.That(seen["compared"]!["files"]!.AsArray().Select(file => (string)file!), Is.EqualTo((string[])["README.md", "docs/a.md"]));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Octokit_for_NET_writes_pages_reads_logs_and_names_limits(bool enterprise)
    {
        // A client that is given an address puts /api/v3/ behind it by itself; a connection takes it as it is.
        var client = enterprise
            ? new GitHubClient(new ProductHeaderValue("test"), github.Address) { Credentials = new Credentials(github.TokenOf(ana)) }
            : new GitHubClient(new Connection(new ProductHeaderValue("test"), github.Address) { Credentials = new Credentials(github.TokenOf(ana)) });
        github.Grant(shop, ana, "write");

        var issue = await client.Issue.Create("acme", "shop", new NewIssue("from the client") { Body = "first", Labels = { "one" } });
        for (var number = 0; number < 35; number++)
        {
            await client.Issue.Comment.Create("acme", "shop", issue.Number, $"line {number}");
        }

        var comments = await client.Issue.Comment.GetAllForIssue("acme", "shop", issue.Number);
        var update = issue.ToUpdate();
        update.State = ItemState.Closed;
        update.StateReason = ItemStateReason.Completed;
        var closed = await client.Issue.Update("acme", "shop", issue.Number, update);
        var run = (await client.Actions.Workflows.Runs.List("acme", "shop")).WorkflowRuns.Single(one => one.Name == "CI");
        var job = (await client.Actions.Workflows.Jobs.List("acme", "shop", run.Id)).Jobs.Single();
        var log = await client.Actions.Workflows.Jobs.GetLogs("acme", "shop", job.Id);
        var login = (await client.User.Current()).Login;
        await client.Actions.Workflows.CreateDispatch("acme", "shop", "rollback.yml", new CreateWorkflowDispatch("main") { Inputs = new Dictionary<string, object> { ["environment"] = "production", ["sha"] = "x" } });
        var byHand = await client.Actions.Workflows.Runs.ListByWorkflow("acme", "shop", "rollback.yml", new WorkflowRunsRequest { Event = "workflow_dispatch", Branch = "main" });
        var deployments = await client.Repository.Deployment.GetAll("acme", "shop");
        var statuses = await client.Repository.Deployment.Status.GetAll("acme", "shop", deployments[0].Id);
        var compared = await client.Repository.Commit.Compare("acme", "shop", deployments[1].Sha, deployments[0].Sha);
        github.Faults.Add(new GitHubFault(GitHubFaultKind.PrimaryLimit));
        github.Faults.Add(new GitHubFault(GitHubFaultKind.SecondaryLimit));

        Assert.That(async () => await client.User.Current(), Throws.TypeOf<RateLimitExceededException>());
        Assert.That(async () => await client.User.Current(), Throws.TypeOf<SecondaryRateLimitExceededException>());
        Assert.That(login, Is.EqualTo("ana"));
        Assert.That(comments.Select(comment => comment.Body), Is.EqualTo(Enumerable.Range(0, 35).Select(number => $"line {number}")));
        Assert.That((closed.State.Value, closed.Labels.Single().Name), Is.EqualTo((ItemState.Closed, "one")));
        Assert.That((run.Conclusion?.Value, job.Steps.Single(step => step.Conclusion == WorkflowJobConclusion.Failure).Name), Is.EqualTo(((WorkflowRunConclusion?)WorkflowRunConclusion.Failure, "Run tests")));
        Assert.That(log, Is.EqualTo("one\ntwo failed"));
        Assert.That(byHand.WorkflowRuns.Select(one => (one.Name, one.Event, one.HeadBranch)), Is.EqualTo(((string, string, string)[])[("rollback", "workflow_dispatch", "main")]));
        Assert.That((deployments.Count, statuses.Single().State.Value, statuses[0].Description), Is.EqualTo((3, DeploymentState.Failure, "it does not start")));
        Assert.That(compared.Files.Select(file => file.Filename), Is.EqualTo((string[])["README.md", "docs/a.md"]));
    }
}
