using System.Diagnostics;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>
/// GitHub's secondary limit while people go on working: nothing is asked before its end, whoever asks is refused again, and all that was said meanwhile is
/// there afterwards, once and in order. A minute long where there is time (<c>./test --soak</c>), some seconds otherwise.
/// </summary>
internal sealed class ALimitUnderLoadLosesNothing
{
    private static readonly TimeSpan Limit = Environment.GetEnvironmentVariable("CHATOPS_SOAK") == "1" ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // What waited is made at one a second, with reactions and answers between.
    private static readonly TimeSpan Soon = (Limit * 6) + TimeSpan.FromSeconds(90);

    [TestCase(GitHubFaultKind.SecondaryLimit)]
    [TestCase(GitHubFaultKind.SecondaryLimit429)]
    public async Task All_comments_are_there_once_and_in_order(GitHubFaultKind kind)
    {
        await using var acme = await Organization.OpenAsync(new BotSettings().With("GitHub:Repositories:acme/shop:Service", "checkout").WithService("checkout", "backend", "standard", ("repository", "acme/shop")));
        acme.GitHub.Push(acme.Kim, acme.Shop, "make it faster", "src/shop.cs");
        await acme.Client.CommandAsync("declare ledger it is slow", "ana");
        var issue = await acme.IssueAsync("INC-1");
        var number = acme.GitHub.Open(acme.Ana, acme.Shop, "slow");
        acme.GitHub.Faults.Add(new GitHubFault(kind) { Method = "POST", Path = "/comments$", Duration = Limit });

        // The first word meets the limit; from then on it is spoken all the while. Level 1 has to do with GitHub too.
        await acme.Client.CommandAsync("guide INC-1 word0", "ana");
        var refused = await Wait.For(() => Task.FromResult(acme.GitHub.Calls.FirstOrDefault(call => call.Status is 403 or 429)), Soon, "the limit", () => acme.Bot.Tail);
        acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Failed("test", "Run tests", "read ECONNRESET")]);
        var began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        var words = 1;
        var comments = new List<long>();
        for (; Stopwatch.GetElapsedTime(began) < Limit; words++)
        {
            Assert.That((await acme.Client.CommandAsync($"guide INC-1 word{words}", "ana")).Status, Is.EqualTo(System.Net.HttpStatusCode.OK));
            if (words % 10 == 5) comments.Add(acme.GitHub.Say(acme.Ana, acme.Shop, number, $"/chatops note INC-1 aside{comments.Count}"));
            await timer.WaitForNextTickAsync();
        }

        var all = await acme.IssueAsync("INC-1", one => Words(one, "word").Contains($"word{words - 1}") && Words(one, "aside").Count >= comments.Count, "an issue with all comments", Soon);
        await acme.Client.IncidentWhenAsync("INC-2", incident => incident.Attempts.Any(attempt => attempt.EndedAt is not null) || incident.Recovery.State == "ended", Soon, "looked after by Level 1");
        await Wait.Until(() => acme.GitHub.Issue(acme.Shop, number).Comments.Count(comment => comment.Reactions.Contains("rocket")) == comments.Count, Soon, "all reactions", () => acme.Bot.Tail);

        Assert.That(comments, Is.Not.Empty);
        Assert.That(Words(all, "word"), Is.EqualTo(Enumerable.Range(0, words).Select(one => $"word{one}")));
        Assert.That(Words(all, "aside"), Is.EqualTo(Enumerable.Range(0, comments.Count).Select(one => $"aside{one}")));
        var calls = acme.GitHub.Calls.Where(call => call.Caller == refused.Caller).ToList();
        Assert.That(calls.Where(call => call.IgnoredWait), Is.Empty);
        Assert.That(calls.Count(call => call.At > refused.At && call.At < refused.At + Limit - TimeSpan.FromMilliseconds(100)), Is.Zero, "nothing is asked while the limit lasts");
        Assert.That(calls.Count(call => call.Status is 403 or 429), Is.EqualTo(1));
        Assert.That(all.Number, Is.EqualTo(issue.Number));
    }

    private static List<string> Words(GitHubIssue issue, string word) =>
        [.. issue.Comments.SelectMany(comment => comment.Body.Split(' ', '\n', '"', '.', '*')).Where(part => part.StartsWith(word, StringComparison.Ordinal) && part.Length > word.Length)];
}
