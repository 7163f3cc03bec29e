using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>A failed workflow that is a flake is run again and ends at Level 1; one that is an error climbs, with what is known of it.</summary>
internal sealed class FlakesAreMendedAtLevel1
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    private static readonly BotSettings Settings = new BotSettings()
        .With("GitHub:Repositories:acme/shop:Service", "checkout")
        .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
        .With("Escalation:SettleFor", TimeSpan.FromSeconds(2))
        .With("Escalation:ReopenWithin", TimeSpan.FromSeconds(2))
        .WithService("checkout", "backend", "standard", ("repository", "acme/shop"));

    [Test]
    public async Task A_flake_is_run_again_and_nobody_is_called()
    {
        await using var acme = await Organization.OpenAsync(Settings);
        acme.GitHub.Push(acme.Kim, acme.Shop, "make it faster", "src/shop.cs");
        var run = acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Failed("test", "Run tests", "read ECONNRESET while fetching a package")], [GitHubJob.Passed("test")]);

        await Wait.Until(() => acme.GitHub.Runs(acme.Shop).Single(one => one.Id == run) is { Attempt: 2, Conclusion: "success" }, Soon, "a second attempt that succeeds", () => acme.Bot.Tail);
        var incident = await acme.Client.IncidentWhenAsync("INC-1", incident => incident.State == "resolved", Soon, "resolved");

        Assert.That((incident.HighestLevel, acme.GitHub.Runs(acme.Shop).Single().Reruns), Is.EqualTo((1, 1)));
        var issue = await acme.IssueAsync("INC-1", issue => issue.State == "closed", "a closed issue");
        Assert.That(issue.Comments.SelectMany(comment => comment.Called), Is.Empty);
        Assert.That((await acme.Client.TimelineAsync("INC-1")).Select(entry => entry.Details.ToString()), Has.Some.Contains("it looks like a flake").And.Some.Contains("were started again"));
    }

    [Test]
    public async Task An_error_climbs_with_its_step_its_log_and_the_suspicious_commit()
    {
        await using var acme = await Organization.OpenAsync(Settings);
        acme.GitHub.Push(acme.Ana, acme.Shop, "the first", "README.md");
        acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Passed("test")]);
        await Wait.Until(() => acme.GitHub.Runs(acme.Shop).All(one => one.Conclusion == "success"), Soon, "a good run");
        acme.GitHub.Push(acme.Kim, acme.Shop, "count otherwise", "src/Cart.cs");
        acme.GitHub.Push(acme.Ana, acme.Shop, "mend a word", "README.md");
        acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Failed("test", "Run tests", [.. Enumerable.Range(1, 12).Select(line => $"test {line} ran"), "Expected 2 but was 3 in src/Cart.cs:12"])]);

        var called = await acme.CommentAsync("INC-1", comment => comment.Called.Contains("ana"), "the mention of Level 2");

        Assert.That(called.Body, Does.Contain("step Run tests").And.Contain("Expected 2 but was 3").And.Contain("test 4 ran"));
        Assert.That(called.Body, Does.Contain("by kim").And.Contain("count otherwise").And.Contain("src/Cart.cs"), "the commit that changed what the log names, not the newest");
        Assert.That(acme.GitHub.Runs(acme.Shop).Sum(one => one.Reruns), Is.Zero, "an error is not run again");
    }
}
