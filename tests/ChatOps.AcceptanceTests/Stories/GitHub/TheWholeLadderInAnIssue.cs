using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>
/// One incident from the alert to the post-mortem, worked on in its GitHub issue alone: the head in the body right at each step, people called by
/// mentions in comments, commands in comments, closed and labelled with the incident.
/// </summary>
internal sealed class TheWholeLadderInAnIssue
{
    private static readonly BotSettings Figures = new BotSettings()
        .With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(8))
        .With("Escalation:Recovery:Pause", TimeSpan.FromSeconds(1))
        .With("Escalation:SettleFor", TimeSpan.FromSeconds(2))
        .With("Escalation:ReopenWithin", TimeSpan.FromSeconds(2))
        .WithService("ledger", "infrastructure", "standard", ("health", "http://127.0.0.1:9/health"));

    [Test]
    public async Task The_ladder_is_climbed_in_an_issue()
    {
        await using var acme = await Organization.OpenAsync(Figures);
        var id = (await acme.Client.AlertAsync("TargetDown", "ledger", severity: "critical")).Single();

        // Level 1 reports, Level 2's team is called.
        await acme.CommentAsync(id, comment => comment.Body.Contains("**Error**", StringComparison.Ordinal), "the report of Level 1");
        var called = await acme.CommentAsync(id, comment => comment.Called.Contains("acme/devops"), "the mention of Level 2");
        // The head with the time that the arrived mention has: nothing is on its way to the body then. GitHub knows no change that depends on what stands there.
        var waiting = await acme.Client.IncidentWhenAsync(id, incident => incident.DeadlineReason == "notAcknowledged", TimeSpan.FromSeconds(30), "waiting for an acknowledgement");
        var issue = await acme.IssueAsync(id, issue => issue.Labels.Contains("incident:level-2") && issue.Body.Contains($"at {waiting.Deadline:HH:mm} UTC", StringComparison.Ordinal), "an issue at Level 2 that says until when");
        Assert.That(issue.Labels, Is.SupersetOf((string[])["incident", "incident:awaiting-acknowledgement", "incident:ServiceDown"]));
        Assert.That(issue.Called, Is.Empty, "the head names people and calls nobody");
        Assert.That(called.Body, Does.Contain("**Problem**").And.Contain("**Attempted**").And.Contain("**Symptoms**").And.Contain("/chatops ack"));

        // What people write around the head stays; the id may be left out in the issue.
        acme.GitHub.EditBody(acme.Ana, acme.Infra, issue.Number, body => "Seen by Ana.\n\n" + body + "\n\nSee the wiki.");
        await acme.SayAsync(acme.Ana, acme.Infra, issue.Number, "I look at it.\n\n/chatops ack\n");
        issue = await acme.IssueAsync(id, issue => issue.Body.Contains("ana has it", StringComparison.Ordinal), "a head that says who has it");
        Assert.That(issue.Body, Does.StartWith("Seen by Ana.").And.EndWith("See the wiki.").And.Contain("Level 2 of 4"));

        // Up by a command, to a person whom the configuration calls by number.
        await acme.SayAsync(acme.Ana, acme.Infra, issue.Number, "/chatops escalate redesign --yes");
        await acme.CommentAsync(id, comment => comment.Called.Contains("kim"), "the mention of Level 3");
        var refused = await acme.SayAsync(acme.Max, acme.Infra, issue.Number, "/chatops resolve");
        Assert.That(refused.Reactions, Has.Member("confused").And.Not.Member("rocket"));

        await acme.SayAsync(acme.Kim, acme.Infra, issue.Number, "/chatops resolve moved to the standby");
        await acme.Client.AlertAsync("TargetDown", "ledger", "resolved", "critical");
        issue = await acme.IssueAsync(id, issue => issue.State == "closed", "a closed issue");
        Assert.That(issue.StateReason, Is.EqualTo("completed"));
        Assert.That(issue.Labels, Has.Member("incident:resolved").And.None.EqualTo("incident:level-2"));
        await acme.CommentAsync(id, comment => comment.Body.Contains("Timeline", StringComparison.Ordinal), "the post-mortem");

        // The same problem within the time to reopen would be a new incident by now; a person can open the old one.
        await acme.SayAsync(acme.Kim, acme.Infra, issue.Number, "/chatops reopen");
        await acme.IssueAsync(id, issue => issue.State == "open", "an issue that is open again");
        Assert.That(acme.GitHub.Issues(acme.Infra), Has.Count.EqualTo(1), "one issue");
        await acme.GitHub.IdleAsync();
        Assert.That(acme.GitHub.Deliveries.Where(delivery => !delivery.IsTaken), Is.Empty);
        Assert.That(acme.GitHub.Calls.Where(call => call.IgnoredWait), Is.Empty);
    }
}
