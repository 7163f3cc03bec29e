using static ChatOps.Servers.Slack.Blocks.Rules;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Text objects, options and confirmations.</summary>
internal static class TextRules
{
    private const int MostOptions = 100;

    public static readonly Rule Confirm = Shape(
        Must("title", Plain(100)), Must("text", Either(300)), Must("confirm", Plain(30)), Must("deny", Plain(30)), May("style", OneOf("primary", "danger")));

    public static Rule Plain(int most) => Shape(Must("type", OneOf("plain_text")), Must("text", Text(most)), May("emoji", Flag));

    public static Rule Either(int most) => ByType(new Dictionary<string, Rule>
    {
        ["plain_text"] = Plain(most),
        ["mrkdwn"] = Shape(Must("type", Anything), Must("text", Text(most)), May("verbatim", Flag)),
    });

    public static Rule Option(bool mayMarkUp = false) => Shape(
        Must("text", mayMarkUp ? Either(75) : Plain(75)), Must("value", Text(150)), May("description", mayMarkUp ? Either(75) : Plain(75)), May("url", Text(3_000)));

    /// <summary>Options of a select: of these no address.</summary>
    public static readonly Rule SelectOption = Shape(Must("text", Plain(75)), Must("value", Text(150)), May("description", Plain(75)));

    public static readonly Rule OptionGroup = Shape(Must("label", Plain(75)), Must("options", ListOf(SelectOption, 1, MostOptions)));

    public static readonly Rule SelectOptions = ListOf(SelectOption, 1, MostOptions);

    public static readonly Rule OptionGroups = ListOf(OptionGroup, 1, MostOptions);
}
