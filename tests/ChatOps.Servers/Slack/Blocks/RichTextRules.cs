using static ChatOps.Servers.Slack.Blocks.Rules;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Rich text, whose words are never parsed.</summary>
internal static class RichTextRules
{
    private const int Many = 1_000;

    private static readonly Field Type = Must("type", Anything);

    private static readonly Field Style =
        May("style", Shape(May("bold", Flag), May("italic", Flag), May("strike", Flag), May("code", Flag), May("underline", Flag)));

    private static readonly Rule Inline = ByType(new Dictionary<string, Rule>
    {
        ["text"] = Shape(Type, Must("text", Text(int.MaxValue - 1)), Style),
        ["link"] = Shape(Type, Must("url", Text(3_000)), May("text", Text(3_000)), May("unsafe", Flag), Style),
        ["emoji"] = Shape(Type, Must("name", Text(100)), May("unicode", Text(100)), Style),
        ["user"] = Shape(Type, Must("user_id", Text(40)), Style),
        ["usergroup"] = Shape(Type, Must("usergroup_id", Text(40)), Style),
        ["channel"] = Shape(Type, Must("channel_id", Text(40)), Style),
        ["broadcast"] = Shape(Type, Must("range", OneOf("here", "channel", "everyone"))),
        ["date"] = Shape(Type, Must("timestamp", Number), Must("format", Text(500)), May("url", Text(3_000)), May("fallback", Text(500))),
        ["color"] = Shape(Type, Must("value", Text(20))),
    });

    private static readonly Rule Section = Shape(Type, Must("elements", ListOf(Inline, 0, Many)));

    private static readonly Rule Part = ByType(new Dictionary<string, Rule>
    {
        ["rich_text_section"] = Section,
        ["rich_text_list"] = Shape(
            Type, Must("style", OneOf("bullet", "ordered")), Must("elements", ListOf(Section, 0, Many)), May("indent", Number), May("offset", Number), May("border", Number)),
        ["rich_text_preformatted"] = Shape(Type, Must("elements", ListOf(Inline, 0, Many)), May("border", Number), May("language", Text(50))),
        ["rich_text_quote"] = Shape(Type, Must("elements", ListOf(Inline, 0, Many)), May("border", Number)),
    });

    public static readonly Rule Elements = ListOf(Part, 0, Many);

    public static readonly Rule Block = Shape(Type, May("block_id", Text(255)), Must("elements", Elements));
}
