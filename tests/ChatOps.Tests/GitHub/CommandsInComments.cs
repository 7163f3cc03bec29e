using ChatOps.GitHub.Payloads;

namespace ChatOps.Tests.GitHub;

/// <summary>Which lines of a comment are commands.</summary>
internal sealed class CommandsInComments
{
    [TestCase("/chatops ack", "ack")]
    [TestCase("  /chatops  ack INC-1  ", "ack INC-1")]
    [TestCase("/ChatOps status", "status")]
    [TestCase("/chatops", "")]
    [TestCase("I look at it.\r\n\r\n/chatops ack\r\nand then\r\n/chatops note seen", "ack", "note seen")]
    [TestCase("a paragraph\n/chatops ack", "ack")]
    [TestCase("```\ncode\n```\n/chatops ack", "ack")]
    [TestCase("````\n```\n/chatops no\n````\n/chatops ack", "ack")]
    [TestCase("> quoted\n\n/chatops ack", "ack")]
    [TestCase("<!-- hidden --> seen\n/chatops ack", "ack")]
    public void Are_found(string body, params string[] commands) => Assert.That(CommentCommands.Of(body, "/chatops"), Is.EqualTo(commands));

    [TestCase("please /chatops ack")]
    [TestCase("/chatops-next ack")]
    [TestCase("/chatopsack")]
    [TestCase("> /chatops ack")]
    [TestCase("> a quote that runs on\n/chatops ack", Description = "a reader sees it inside the quote")]
    [TestCase("```\n/chatops ack\n```")]
    [TestCase("```\n/chatops ack", Description = "a fence that nothing closes reaches to the end")]
    [TestCase("~~~ sh\n```\n/chatops ack\n~~~")]
    [TestCase("    /chatops ack")]
    [TestCase("\t/chatops ack")]
    [TestCase("- /chatops ack")]
    [TestCase("`/chatops ack`")]
    [TestCase("<!--\n/chatops ack\n-->")]
    [TestCase("<pre>\n/chatops ack\n</pre>")]
    [TestCase("")]
    [TestCase(null)]
    public void Are_not_found(string? body) => Assert.That(CommentCommands.Of(body, "/chatops"), Is.Empty);

    [Test]
    public void A_comment_as_long_as_GitHub_allows_is_read_whole()
    {
        var body = string.Concat(Enumerable.Range(0, 500).Select(number => $"/chatops note {number}\n")).PadRight(65_536, 'x');

        Assert.That(CommentCommands.Of(body, "/chatops"), Has.Count.EqualTo(500));
    }
}
