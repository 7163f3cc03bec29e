using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.GitHub;

/// <summary>A log that tries to call people, to close its fence or to command; commands in quotes, code and what is hidden.</summary>
internal sealed class OutsideTextsCommandNothing
{
    private static readonly string[] Hostile =
    [
        "@everyone @ana @acme/devops look", "```", "~~~~", "````", "/chatops resolve INC-1", "</details>", "<!-- ", "[x](http://127.0.0.1/) ![y](http://127.0.0.1/z.png)", "##[error]closes #1, acme/shop#1, GH-1 failed",
    ];

    [Test]
    public async Task A_log_is_shown_and_does_nothing()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings().With("GitHub:Repositories:acme/shop:Service", "checkout"));
        acme.GitHub.Push(acme.Kim, acme.Shop, "/chatops resolve INC-1 @everyone", "src/shop.cs");
        acme.GitHub.RunWorkflow(acme.Shop, "CI", [GitHubJob.Failed("test @everyone", "Run ``` tests", Hostile)]);

        var called = await acme.CommentAsync("INC-1", comment => comment.Called.Count > 0, "the mention of Level 2");
        await acme.SayAsync(acme.Ana, acme.Infra, (await acme.IssueAsync("INC-1")).Number, "/chatops status");
        var issue = await acme.IssueAsync("INC-1");

        Assert.That(called.Body, Does.Contain("/chatops resolve INC-1").And.Contain("everyone"), "it is shown");
        Assert.That(called.Called, Is.SubsetOf((string[])["ana", "acme/devops"]), "the responder, and nobody by the log");
        Assert.That(issue.Called, Is.Empty);
        foreach (var comment in issue.Comments.Where(comment => comment.Author.Id == acme.GitHub.App.Bot.Id))
        {
            Assert.That(comment.CalledByMail, Is.EquivalentTo(comment.Called), comment.Body);
            Assert.That(comment.Body.Contains("@everyone", StringComparison.Ordinal), Is.False, "what is not seen between them stops it");
            Assert.That(OutsideFences(comment.Body), Has.None.StartsWith("/chatops").And.None.StartsWith("##[error]"), comment.Body);
        }

        Assert.That((await acme.Client.IncidentAsync("INC-1")).ResolvedAt, Is.Null);
    }

    [Test]
    public async Task Quotes_code_and_what_is_hidden_command_nothing()
    {
        await using var acme = await Organization.OpenAsync(new BotSettings());
        var number = acme.GitHub.Open(acme.Ana, acme.Infra, "slow");
        await acme.SayAsync(acme.Ana, acme.Infra, number, "/chatops declare ledger it is slow");

        var said = await acme.SayAsync(
            acme.Ana, acme.Infra, number,
            "> /chatops resolve INC-1 quoted\n/chatops resolve INC-1 of the same quote\n\n```\n/chatops resolve INC-1 fenced\n```\n\n    /chatops resolve INC-1 indented\n\n<!--\n/chatops resolve INC-1 hidden\n-->\n\nsee /chatops resolve INC-1\n\n/chatops note INC-1 real");

        Assert.That(said.Reactions, Is.EquivalentTo((string[])["eyes", "rocket"]));
        Assert.That((await acme.Client.TimelineAsync("INC-1")).Select(entry => entry.Details.ToString()), Has.Some.Contains("real"));
        Assert.That((await acme.Client.IncidentAsync("INC-1")).ResolvedAt, Is.Null);
    }

    /// <summary>The lines that a reader of Markdown takes for Markdown: a fence ends with a line of at least as many of its own marks.</summary>
    private static IEnumerable<string> OutsideFences(string body)
    {
        var fence = "";
        foreach (var line in body.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            var marks = line.Length > 0 && line[0] is '`' or '~' ? string.Concat(line.TakeWhile(c => c == line[0])) : "";
            if (fence.Length > 0)
            {
                if (marks.Length >= fence.Length && marks[0] == fence[0] && line.Length == marks.Length) fence = "";
            }
            else if (marks.Length >= 3)
            {
                fence = marks;
            }
            else
            {
                yield return line;
            }
        }
    }
}
