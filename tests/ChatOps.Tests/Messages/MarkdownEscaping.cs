using ChatOps.Core.Messages;
using CsCheck;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ChatOps.Tests.Messages;

/// <summary>Read back by a real Markdown reader with every extension on: what it shows is what was given.</summary>
[Property("Rule", "4")]
internal sealed class MarkdownEscaping
{
    private static readonly MarkdownPipeline Reader = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    [TestCase("plain words, 1.8.3 (by ana) - fine!")]
    [TestCase("**bold** _it_ ~~gone~~ `code` ``")]
    [TestCase("[click](http://evil.example) ![x](y)")]
    [TestCase("http://evil.example www.evil.example a@b.example")]
    [TestCase("<script>alert(1)</script> <!-- &amp; &#64;")]
    [TestCase("# heading")]
    [TestCase("1. list")]
    [TestCase("l. list")]
    [TestCase("XIV) list")]
    [TestCase("- list")]
    [TestCase("===")]
    [TestCase("> quote | cell | $x$ ^y^ {{t}}")]
    [TestCase("@everyone #12 :fire:")]
    [TestCase("app::cache::miss from fe80::1 ::= x::")]
    [TestCase("a == b == c ++i++ \"\"quoted\"\"")]
    public void Escaped_data_shows_itself_and_nothing_else(string data) => Assert.That(Shown(MarkdownText.Escape(data)), Is.EqualTo(data));

    [Test]
    public void Whatever_is_given_is_only_shown() =>
        Gen.String[Gen.OneOf(Gen.Char["*_`~[]()<>#|@&!^${}:/.+-=\\\"'w1a "], Gen.Char.AlphaNumeric), 1, 60]
            .Where(text => text.Trim().Length == text.Length && text.Length > 0 && !text.Contains("  ", StringComparison.Ordinal))
            .Sample(text => Shown(MarkdownText.Escape(text)) == text);

    [Test]
    public void Taken_back_to_a_plain_line_it_is_what_was_given() =>
        Gen.String[Gen.OneOf(Gen.Char["*_`~[]()<>#|@&!^${}:/.+-=\\\"'w1a "], Gen.Char.AlphaNumeric), 1, 60]
            .Where(text => text.Trim().Length == text.Length && !text.Contains("&lt;", StringComparison.Ordinal) && !text.Contains("---", StringComparison.Ordinal))
            .Sample(text => PlainMarkdown.Lines(MarkdownText.Escape(text)).Single().Text == text);

    [TestCase("a`b")]
    [TestCase("`")]
    [TestCase("``` fence")]
    public void A_code_span_is_not_ended_by_its_own_back_ticks(string data)
    {
        var code = Markdown.Parse(MarkdownText.Code(data), Reader).Descendants<CodeInline>().Single();

        Assert.That(code.Content, Is.EqualTo(data));
    }

    [Test]
    public void A_fence_is_not_ended_by_its_own_back_ticks()
    {
        var fence = Markdown.Parse(MarkdownText.Fenced("a\n```\n# b"), Reader).Descendants<FencedCodeBlock>().Single();

        Assert.That(fence.Lines.ToString(), Is.EqualTo("a\n```\n# b"));
    }

    [TestCase("@everyone")]
    [TestCase("mail ops@acme.example")]
    public void An_at_sign_is_never_followed_by_the_name_itself(string data) => Assert.That(MarkdownText.Escape(data), Does.Not.Match("@[a-z]"));

    /// <summary>The text a reader sees, or what kind of markup was found.</summary>
    private static string Shown(string markdown)
    {
        var document = Markdown.Parse(markdown, Reader);
        if (document is not [ParagraphBlock { Inline: { } inline }]) return "not one paragraph";
        return string.Concat(inline.Select(part => part switch
        {
            LiteralInline literal => literal.Content.ToString(),
            _ => "<" + part.GetType().Name + ">",
        })).Replace("\u2060", "", StringComparison.Ordinal);
    }
}
