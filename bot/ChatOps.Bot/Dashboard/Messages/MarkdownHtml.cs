using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace ChatOps.Bot.Dashboard.Messages;

/// <summary>
/// A document of our own making (a post-mortem) as HTML. Whoever writes it escapes what came from outside; should that ever fail, HTML in it
/// is still text, a link leads to http or https or nowhere, and a picture is its own description.
/// </summary>
internal static class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>The document as markup that is safe to put on a page.</summary>
    public static MarkupString Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || !IsOurs(link)) Unlink(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (!link.IsEmail && SafeLink.Of(link.Url) is null) link.ReplaceBy(new LiteralInline(link.Url));
        }

        // What may be wider than the page scrolls by itself, by the keyboard too.
        foreach (var wide in document.Descendants().Where(block => block is CodeBlock or Table)) wide.GetAttributes().AddProperty("tabindex", "0");
        return (MarkupString)document.ToHtml(Pipeline);
    }

    // A path of the bot's own pages, or an address that any message may link to.
    private static bool IsOurs(LinkInline link) =>
        link.Url is { } url && ((url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal)) || url.StartsWith('#') || SafeLink.Of(url) is not null);

    private static void Unlink(LinkInline link)
    {
        var text = new ContainerInline();
        while (link.FirstChild is { } child)
        {
            child.Remove();
            text.AppendChild(child);
        }

        link.ReplaceBy(text);
    }
}
