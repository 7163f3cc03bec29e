using ChatOps.Bot.Dashboard.Messages;

namespace ChatOps.Tests.Dashboard;

/// <summary>Whatever slipped into a document, the page stays text, and asks nobody else for anything.</summary>
internal sealed class MarkdownHtmlTests
{
    [TestCase("<script>alert(1)</script>", "<script")]
    [TestCase("a <img src=x onerror=alert(1)> b", "<img")]
    [TestCase("<iframe src=\"https://evil.example\"></iframe>", "<iframe")]
    [TestCase("[l](javascript:alert(1))", "href")]
    [TestCase("[l](JaVaScRiPt:alert(1))", "href")]
    [TestCase("[l](data:text/html;base64,PHNjcmlwdD4=)", "href")]
    [TestCase("[l](//evil.example/x)", "href")]
    [TestCase("[l][r]\n\n[r]: vbscript:x", "href")]
    [TestCase("<javascript:alert(1)>", "href")]
    [TestCase("![p](https://evil.example/x.png)", "<img")]
    [TestCase("![p][r]\n\n[r]: https://evil.example/x.png", "<img")]
    public void Given_a_dangerous_text_then_it_is_no_markup(string markdown, string forbidden) =>
        Assert.That(MarkdownHtml.Of(markdown).Value, Does.Not.Contain(forbidden).IgnoreCase);

    [TestCase("[page](/incidents/INC-4)", "href=\"/incidents/INC-4\"")]
    [TestCase("[source](https://prometheus.example/graph)", "href=\"https://prometheus.example/graph\"")]
    [TestCase("| a | b |\n| --- | --- |\n| 1 | 2 |", "<td>1</td>")]
    [TestCase("# Title", "<h1>Title</h1>")]
    [TestCase("![what it shows](https://evil.example/x.png)", "what it shows")]
    public void Given_an_honest_document_then_it_is_drawn(string markdown, string expected) =>
        Assert.That(MarkdownHtml.Of(markdown).Value, Does.Contain(expected));

    [TestCase("https://example.org/a?b=c", true)]
    [TestCase("http://example.org", true)]
    [TestCase("javascript:alert(1)", false)]
    [TestCase(" javascript:alert(1)", false)]
    [TestCase("data:text/html,x", false)]
    [TestCase("file:///etc/passwd", false)]
    [TestCase("/incidents/INC-4", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void A_link_of_an_alert_leads_to_http_or_https_or_nowhere(string? href, bool good) => Assert.That(SafeLink.Of(href), good ? Is.Not.Null : Is.Null);
}
