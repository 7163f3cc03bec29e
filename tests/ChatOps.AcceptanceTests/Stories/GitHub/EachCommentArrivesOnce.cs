using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>Lost answers, limits and tokens that end: each comment is there once, in order, and no wait that GitHub asked for is ignored.</summary>
internal sealed class EachCommentArrivesOnce
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    [Test]
    public async Task Comments_are_there_once_and_in_order_through_lost_answers_limits_and_ended_tokens()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings());
        acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.CutAfter) { Method = "POST", Path = "/issues$" });
        acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.CutAfter) { Method = "POST", Path = "/comments$" });
        acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.SecondaryLimit) { Method = "POST", Path = "/comments$", Duration = TimeSpan.FromSeconds(3) });
        acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.BadGatewayAfter) { Method = "POST", Path = "/comments$" });
        acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.BadGateway) { Method = "POST", Path = "/comments$" });
        acme.GitHub.Faults.Add(new GitHubFault(GitHubFaultKind.PrimaryLimit) { Method = "PATCH", Duration = TimeSpan.FromSeconds(2) });
        await acme.Client.CommandAsync("declare ledger it is slow", "ana");
        for (var number = 1; number <= 6; number++)
        {
            await acme.Client.CommandAsync($"guide INC-1 word {number}", "ana");
            if (number == 3)
            {
                acme.GitHub.EndTokens();
            }
        }

        var issue = await acme.IssueAsync("INC-1", issue => issue.Comments.Any(comment => comment.Body.Contains("word 6", StringComparison.Ordinal)), "an issue with all comments");
        var words = issue.Comments.SelectMany(comment => Enumerable.Range(1, 6).Where(number => comment.Body.Contains($"word {number}", StringComparison.Ordinal))).ToList();
        Assert.That(words, Is.EqualTo(Enumerable.Range(1, 6)));
        Assert.That(acme.GitHub.Issues(acme.Infra), Has.Count.EqualTo(1));
        Assert.That(acme.GitHub.Calls.Where(call => call.IgnoredWait), Is.Empty);
        Assert.That(acme.GitHub.Calls.Where(call => call.Path.StartsWith("search", StringComparison.Ordinal)), Is.Empty, "the search is minutes behind");
        await Wait.Until(async () => (await acme.Client.TimelineAsync("INC-1")).Any(entry => entry.Kind == "message-sent" && entry.Text?.Contains("word 6", StringComparison.Ordinal) == true), Soon, "the record");
    }
}
