using System.Text.Json;

namespace ChatOps.Slack.Payloads;

/// <summary>What a post of another tool says, in plain words: its text, its attachments, its blocks.</summary>
/// <param name="Text">The text at the top; may be empty.</param>
/// <param name="Attachments">Its attachments, in order.</param>
/// <param name="Blocks">The texts of its blocks, in order.</param>
/// <param name="Links">The addresses in it, those of titles first.</param>
internal sealed record SlackPost(string Text, IReadOnlyList<PostAttachment> Attachments, IReadOnlyList<string> Blocks, IReadOnlyList<string> Links)
{
    internal const int Most = 100;

    /// <summary>Reads a message, or the body of an incoming webhook.</summary>
    public static SlackPost Of(JsonElement message)
    {
        var texts = new PostTexts();
        var attachments = message.Items("attachments").Take(Most).Select(attachment => PostAttachment.Of(attachment, texts)).ToList();
        var blocks = message.Items("blocks").Take(Most).SelectMany(block => texts.In(block)).ToList();
        var text = texts.Plain(message.Text("text"));
        var titles = attachments.Select(attachment => attachment.TitleLink).OfType<string>();
        return new SlackPost(text, attachments, blocks, [.. titles.Concat(texts.Links).Distinct(StringComparer.Ordinal).Take(Most)]);
    }

    /// <summary>Its first attachment, or null.</summary>
    public PostAttachment? First => Attachments.Count > 0 ? Attachments[0] : null;

    /// <summary>Whether it says nothing at all.</summary>
    public bool IsEmpty => Lines.All(string.IsNullOrWhiteSpace);

    /// <summary>The first thing that it says.</summary>
    public string Summary => OutsideText.Line(Lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)), 500);

    /// <summary>All that it says: titles, the text at the top, blocks, then what stands in attachments.</summary>
    public IEnumerable<string> Lines =>
        Attachments.Select(attachment => attachment.Title).Append(Text).Concat(Blocks).Concat(Attachments.SelectMany(attachment => attachment.Lines));
}

/// <summary>An attachment of a post.</summary>
/// <param name="Title">Its title.</param>
/// <param name="TitleLink">Where the title leads, or null.</param>
/// <param name="Text">Its text.</param>
/// <param name="Fallback">What stands for it where it is not drawn.</param>
/// <param name="Pretext">What stands above it.</param>
/// <param name="Color"><c>good</c>, <c>warning</c>, <c>danger</c> or <c>#hex</c>; empty where none is named.</param>
/// <param name="Fields">Its fields, in order.</param>
/// <param name="Blocks">The texts of its blocks.</param>
internal sealed record PostAttachment(
    string Title, string? TitleLink, string Text, string Fallback, string Pretext, string Color, IReadOnlyList<PostField> Fields, IReadOnlyList<string> Blocks)
{
    /// <summary>Reads one.</summary>
    public static PostAttachment Of(JsonElement attachment, PostTexts texts) => new(
        texts.Plain(attachment.Text("title")),
        Interaction.AddressOf(attachment.Text("title_link"))?.OriginalString,
        texts.Plain(attachment.Text("text")),
        texts.Plain(attachment.Text("fallback")),
        texts.Plain(attachment.Text("pretext")),
        attachment.Text("color") ?? "",
        [.. attachment.Items("fields").Take(SlackPost.Most).Select(field => new PostField(texts.Plain(field.Text("title")), texts.Plain(field.Text("value"))))],
        [.. attachment.Items("blocks").Take(SlackPost.Most).SelectMany(block => texts.In(block))]);

    /// <summary>What it says beside its title.</summary>
    public IEnumerable<string> Lines => Blocks.Prepend(Text).Prepend(Pretext).Concat(Fields.Select(one => $"{one.Title}: {one.Value}")).Append(Fallback);
}

/// <summary>A field of an attachment.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Value">What stands there.</param>
internal sealed record PostField(string Title, string Value);

/// <summary>Reads the texts of one post and collects the addresses in them.</summary>
internal sealed class PostTexts
{
    private const int MostDepth = 6;

    private readonly List<string> _links = [];

    /// <summary>The addresses so far.</summary>
    public IReadOnlyList<string> Links => _links;

    /// <summary>A text in plain words; the empty text for none.</summary>
    public string Plain(string? marked)
    {
        if (marked is null) return "";
        _links.AddRange(MarkedText.Links(marked));
        return MarkedText.Plain(marked);
    }

    /// <summary>The texts in a block, whatever kind it is.</summary>
    public IEnumerable<string> In(JsonElement block) => In(block, 0).Where(text => text.Length > 0);

    private List<string> In(JsonElement element, int depth)
    {
        var found = new List<string>();
        if (depth > MostDepth || element.ValueKind != JsonValueKind.Object) return found;
        if (element.Text("url") is { } url && element.Text("type") == "link") _links.Add(url);
        found.Add(Plain(element.Text("text")));
        if (element.Inner("text") is { } inner) found.AddRange(In(inner, depth + 1));
        foreach (var list in (string[])["fields", "elements"])
        {
            foreach (var item in element.Items(list).Take(SlackPost.Most)) found.AddRange(In(item, depth + 1));
        }

        return found;
    }
}
