using static ChatOps.Servers.Slack.Blocks.Rules;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Elements that are pressed, chosen from or filled in.</summary>
internal static class ElementRules
{
    private static readonly Field Type = Must("type", Anything);
    private static readonly Field Action = May("action_id", Text(255));
    private static readonly Field Confirm = May("confirm", TextRules.Confirm);
    private static readonly Field Placeholder = May("placeholder", TextRules.Plain(150));
    private static readonly Field Focus = May("focus_on_load", Flag);
    private static readonly Field Most = May("max_selected_items", Number);

    private static readonly Rule Dispatch =
        Shape(May("trigger_actions_on", ListOf(OneOf("on_enter_pressed", "on_character_entered"), 1, 2)));

    public static readonly Rule Image = Shape(Type, May("image_url", Text(3_000)), Must("alt_text", Text(2_000)), May("slack_file", Anything));

    public static readonly IReadOnlyDictionary<string, Rule> All = new Dictionary<string, Rule>
    {
        ["button"] = Shape(
            Type, Must("text", TextRules.Plain(75)), Action, May("url", Text(3_000)), May("value", Text(2_000)), May("style", OneOf("primary", "danger")), Confirm,
            May("accessibility_label", Text(75))),
        ["overflow"] = Shape(Type, Action, Must("options", ListOf(TextRules.Option(), 1, 5)), Confirm),
        ["static_select"] = Shape(
            Type, Action, May("options", TextRules.SelectOptions), May("option_groups", TextRules.OptionGroups), May("initial_option", TextRules.SelectOption), Confirm,
            Focus, Placeholder).And(OptionsOrGroups),
        ["multi_static_select"] = Shape(
            Type, Action, May("options", TextRules.SelectOptions), May("option_groups", TextRules.OptionGroups), May("initial_options", TextRules.SelectOptions), Confirm,
            Most, Focus, Placeholder).And(OptionsOrGroups),
        ["external_select"] = Shape(
            Type, Action, May("initial_option", TextRules.SelectOption), May("min_query_length", Number), Confirm, Focus, Placeholder),
        ["multi_external_select"] = Shape(
            Type, Action, May("initial_options", TextRules.SelectOptions), May("min_query_length", Number), Confirm, Most, Focus, Placeholder),
        ["users_select"] = Shape(Type, Action, May("initial_user", Text(40)), Confirm, Focus, Placeholder),
        ["multi_users_select"] = Shape(Type, Action, May("initial_users", ListOf(Text(40), 1, 100)), Confirm, Most, Focus, Placeholder),
        ["conversations_select"] = Shape(
            Type, Action, May("initial_conversation", Text(40)), May("default_to_current_conversation", Flag), May("filter", Anything), May("response_url_enabled", Flag),
            Confirm, Focus, Placeholder),
        ["channels_select"] = Shape(Type, Action, May("initial_channel", Text(40)), May("response_url_enabled", Flag), Confirm, Focus, Placeholder),
        ["checkboxes"] = Shape(
            Type, Action, Must("options", ListOf(TextRules.Option(mayMarkUp: true), 1, 10)), May("initial_options", ListOf(TextRules.Option(mayMarkUp: true), 1, 10)), Confirm, Focus),
        ["radio_buttons"] = Shape(
            Type, Action, Must("options", ListOf(TextRules.Option(mayMarkUp: true), 1, 10)), May("initial_option", TextRules.Option(mayMarkUp: true)), Confirm, Focus),
        ["datepicker"] = Shape(Type, Action, May("initial_date", Text(10)), Confirm, Focus, Placeholder),
        ["timepicker"] = Shape(Type, Action, May("initial_time", Text(5)), May("timezone", Text(60)), Confirm, Focus, Placeholder),
        ["datetimepicker"] = Shape(Type, Action, May("initial_date_time", Number), Confirm, Focus),
        ["plain_text_input"] = Shape(
            Type, Action, May("initial_value", Text(3_000, 0)), May("multiline", Flag), May("min_length", Number), May("max_length", Number), May("dispatch_action_config", Dispatch),
            Focus, Placeholder),
        ["number_input"] = Shape(
            Type, Action, Must("is_decimal_allowed", Flag), May("initial_value", Text(60)), May("min_value", Text(60)), May("max_value", Text(60)),
            May("dispatch_action_config", Dispatch), Focus, Placeholder),
        ["url_text_input"] = Shape(Type, Action, May("initial_value", Text(3_000)), May("dispatch_action_config", Dispatch), Focus, Placeholder),
        ["email_text_input"] = Shape(Type, Action, May("initial_value", Text(3_000)), May("dispatch_action_config", Dispatch), Focus, Placeholder),
    };

    /// <summary>What an actions block and a section hold: no fields to type in, but those that only choose.</summary>
    public static readonly IReadOnlyDictionary<string, Rule> Pressed =
        All.Where(rule => !rule.Key.EndsWith("_input", StringComparison.Ordinal)).ToDictionary();

    /// <summary>What an input block holds.</summary>
    public static readonly IReadOnlyDictionary<string, Rule> Filled = All.Where(rule => rule.Key is not ("button" or "overflow")).ToDictionary();

    private static void OptionsOrGroups(System.Text.Json.Nodes.JsonObject element, string pointer, Findings findings)
    {
        if (element["options"] is null == element["option_groups"] is null)
        {
            findings.Add("must have either options or option_groups", pointer);
        }
    }
}
