using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>An issue takes 2,500 comments for good. News stops to be comments of their own long before; who is called still is, and people can always speak.</summary>
internal sealed class ANoisyIncidentUsesUpNoIssue
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Near_the_end_news_takes_the_place_of_older_news()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings(), new GitHubServerOptions { CreationsPerMinute = 0 });
        await acme.Client.CommandAsync("declare ledger it is slow", "ana");
        var issue = await acme.IssueAsync("INC-1");
        await TellAsync(acme, "first");
        var before = Ours(acme, issue.Number);

        acme.GitHub.CountComments(acme.Infra, issue.Number, 2100);
        // The head is written anew, and with it the count is learnt.
        await acme.Client.CommandAsync("ack INC-1", "ana");
        await acme.IssueAsync("INC-1", one => one.Body.Contains("ana has it", StringComparison.Ordinal), "a head that says who has it");
        await TellAsync(acme, "second");
        for (var number = 0; number < 5; number++) await TellAsync(acme, $"word{number}");
        var after = Ours(acme, issue.Number);
        Assert.That(after, Has.Count.LessThanOrEqualTo(before.Count + 2), "news took the place of news");
        Assert.That(after[^1].Edits, Is.GreaterThanOrEqualTo(5));
        Assert.That(after[^1].Body, Does.Contain("word4"));

        // Who is called is called by a comment of its own.
        await acme.Client.CommandAsync("escalate INC-1 redesign --yes", "ana");
        var called = await acme.CommentAsync("INC-1", comment => comment.Called.Contains("kim"), "the mention of Level 3");
        Assert.That(called.Edits, Is.Zero);
        var said = await acme.SayAsync(acme.Kim, acme.Infra, issue.Number, "/chatops note people still have room");
        Assert.That(said.Reactions, Has.Member("rocket"));
    }

    private static async Task TellAsync(Organization acme, string word)
    {
        await acme.Client.CommandAsync($"guide INC-1 {word}", "ana");
        await acme.CommentAsync("INC-1", comment => comment.Body.Contains(word, StringComparison.Ordinal), word);
    }

    private static List<GitHubComment> Ours(Organization acme, int number) => [.. acme.GitHub.Issue(acme.Infra, number).Comments.Where(comment => comment.Author.Id == acme.GitHub.App.Bot.Id)];
}
