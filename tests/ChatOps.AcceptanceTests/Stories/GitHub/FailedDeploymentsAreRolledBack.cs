using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>
/// A failed deployment is compared with the last good one, and put back by the workflow that the configuration names: with an approval, unless the
/// configuration says that it can be put back without; watched until its end.
/// </summary>
internal sealed class FailedDeploymentsAreRolledBack
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    private static readonly BotSettings Settings = new BotSettings()
        .With("GitHub:Repositories:acme/shop:Rollback:Workflow", "rollback.yml")
        .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
        .With("Escalation:SettleFor", TimeSpan.FromSeconds(2))
        .With("Escalation:ReopenWithin", TimeSpan.FromSeconds(2))
        .WithService("shop", "backend", "standard", ("repository", "acme/shop"));

    [Test]
    public async Task With_an_approval_it_is_put_back_and_nobody_else_is_called()
    {
        await using var acme = await Organization.OpenAsync(Settings);
        // GitHub's word that it stands again is lost: what was done is proved by looking.
        var good = await FailAsync(acme, isTold: false);

        var issue = await acme.IssueAsync("INC-1");
        var asked = await acme.CommentAsync("INC-1", comment => comment.Body.Contains("/chatops approve", StringComparison.Ordinal), "the question for an approval");
        Assert.That(asked.Body, Does.Contain("roll shop back to its last good deployment"));
        Assert.That(acme.GitHub.Dispatches(acme.Shop), Is.Empty, "nothing happens before somebody approved it");
        await acme.SayAsync(acme.Ana, acme.Infra, issue.Number, "/chatops approve");

        var incident = await acme.Client.IncidentWhenAsync("INC-1", incident => incident.State is "resolved" or "closed", Soon, "resolved");
        var dispatch = acme.GitHub.Dispatches(acme.Shop).Single();
        Assert.That((dispatch.Workflow, dispatch.Ref), Is.EqualTo(("rollback.yml", "main")));
        Assert.That(dispatch.Inputs, Is.EquivalentTo(new Dictionary<string, string> { ["environment"] = "production", ["sha"] = good }));
        Assert.That(incident.HighestLevel, Is.EqualTo(1));
        Assert.That(incident.Attempts.Select(attempt => attempt.Outcome), Is.EqualTo((string[])["passed"]).IgnoreCase);
        var record = string.Join('\n', (await acme.Client.TimelineAsync("INC-1")).Select(entry => entry.Details.ToString()));
        Assert.That(record, Does.Contain("rollback #1, attempt 1, at ").And.Contain("ended with success").And.Contain("production succeeded").And.Contain($"the last good one ({good[..7]}").And.Contain("3 commits by kim, ana changed 3 files").And.Contain("the new pods do not start").And.Contain($"to put production back to {good[..7]}"));
        Assert.That(record, Does.Contain("by kim (\\u0022fewer replicas\\u0022), which changed deploy/shop.yaml").Or.Contain("by kim (\\\"fewer replicas\\\"), which changed deploy/shop.yaml"), "the suspicious change");
    }

    [Test]
    public async Task Refused_nothing_is_put_back_and_Level_2_reads_what_changed()
    {
        await using var acme = await Organization.OpenAsync(Settings);
        await FailAsync(acme);
        var issue = await acme.IssueAsync("INC-1");
        await acme.CommentAsync("INC-1", comment => comment.Body.Contains("/chatops approve", StringComparison.Ordinal), "the question for an approval");
        var stranger = await acme.SayAsync(acme.Max, acme.Infra, issue.Number, "/chatops approve");
        Assert.That(stranger.Reactions, Has.Member("confused"));

        await acme.SayAsync(acme.Ana, acme.Infra, issue.Number, "/chatops reject");

        var called = await acme.CommentAsync("INC-1", comment => comment.Called.Contains("ana") && comment.Body.Contains("**Problem**", StringComparison.Ordinal), "the mention of Level 2");
        Assert.That(called.Body, Does.Contain("**Symptoms**").And.Contain("the new pods do not start").And.Contain("by kim").And.Contain("fewer replicas").And.Contain("deploy/shop.yaml"));
        Assert.That(acme.GitHub.Dispatches(acme.Shop), Is.Empty);
    }

    [TestCase(GitHubRunDetails.Told)]
    [TestCase(GitHubRunDetails.Ignored)]
    [TestCase(GitHubRunDetails.Refused)]
    public async Task Without_an_approval_where_the_configuration_says_so(GitHubRunDetails details)
    {
        await using var acme = await Organization.OpenAsync(Settings.With("GitHub:Repositories:acme/shop:Rollback:Risk", "reversible"), new GitHubServerOptions { RunDetails = details });
        if (details == GitHubRunDetails.Told) acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.CutAfter) { Method = "POST", Path = "/dispatches$" });
        var good = await FailAsync(acme);

        await acme.Client.IncidentWhenAsync("INC-1", incident => incident.State is "resolved" or "closed", Soon, "resolved");

        Assert.That(acme.GitHub.Dispatches(acme.Shop).Single().Inputs["sha"], Is.EqualTo(good), "once, also where the answer was lost");
        Assert.That(acme.GitHub.Runs(acme.Shop).Single(), Has.Property("Workflow").EqualTo("rollback").And.Property("Conclusion").EqualTo("success"));
        Assert.That((await acme.IssueAsync("INC-1")).Comments.SelectMany(comment => comment.Called), Is.Empty);
    }

    [Test]
    public async Task A_rollback_that_fails_is_called_failed_and_the_log_of_the_deployment_names_the_change()
    {
        await using var acme = await Organization.OpenAsync(Settings.With("GitHub:Repositories:acme/shop:Rollback:Risk", "reversible").With("GitHub:Repositories:acme/shop:Branches:0", "none"));
        await FailAsync(acme, rollbackWorks: false, log: "could not find src/Cart.cs in the image");

        var called = await acme.CommentAsync("INC-1", comment => comment.Called.Contains("ana") && comment.Body.Contains("**Problem**", StringComparison.Ordinal), "the mention of Level 2");

        Assert.That(called.Body, Does.Contain("ended with failure").And.Contain("count otherwise").And.Contain("src/Cart.cs"));
        Assert.That(acme.GitHub.Dispatches(acme.Shop), Has.Count.EqualTo(1));
    }

    /// <summary>A good deployment, three commits, and a deployment that fails.</summary>
    /// <returns>The good commit.</returns>
    private static async Task<string> FailAsync(Organization acme, bool rollbackWorks = true, bool isTold = true, string? log = null)
    {
        acme.GitHub.AddDispatchable(
            acme.Shop, "rollback.yml", ["environment", "sha"],
            _ => [rollbackWorks ? GitHubJob.Passed("rollback") : GitHubJob.Failed("rollback", "Put it back", "no such version")],
            inputs => acme.GitHub.Deploy(acme.GitHub.App.Bot, acme.Shop, inputs["environment"], "success", sha: inputs["sha"], isTold: isTold));
        var good = acme.GitHub.Push(acme.Ana, acme.Shop, "the first", "README.md");
        acme.GitHub.Deploy(acme.Ana, acme.Shop, "production", "success", sha: good);
        await acme.GitHub.IdleAsync();
        acme.GitHub.Push(acme.Kim, acme.Shop, "count otherwise", "src/Cart.cs");
        acme.GitHub.Push(acme.Kim, acme.Shop, "fewer replicas", "deploy/shop.yaml");
        acme.GitHub.Push(acme.Ana, acme.Shop, "mend a word", "README.md");
        long? run = log is null ? null : acme.GitHub.RunWorkflow(acme.Shop, "Deploy", [GitHubJob.Failed("deploy", "Deploy", log)]);
        if (run is not null) await Wait.Until(() => acme.GitHub.Runs(acme.Shop).Any(one => one.Id == run && one.Status == "completed"), Soon, "the run");
        acme.GitHub.Deploy(acme.Ana, acme.Shop, "production", "failure", "the new pods do not start", run: run);
        return good;
    }
}
