using System.Text.Json;

namespace ChatOps.Slack.Payloads;

/// <summary>What somebody did with a message, a modal or a shortcut. What has no kind here is answered and left alone.</summary>
/// <param name="Team">The workspace.</param>
/// <param name="User">Who.</param>
/// <param name="Trigger">What opens a modal for 3 seconds; null where there is none.</param>
/// <param name="ResponseUrl">Where more can be answered for 30 minutes; null where there is none.</param>
internal abstract record Interaction(string? Team, string User, string? Trigger, Uri? ResponseUrl)
{
    /// <summary>Reads a payload; null when it is of no kind that matters here, or names nobody.</summary>
    public static Interaction? Of(JsonElement payload)
    {
        if (payload.Inner("user")?.Text("id") is not { } user) return null;
        var who = new Started(TeamOf(payload), user, payload.Text("trigger_id"), AddressOf(payload.Text("response_url")));
        return payload.Text("type") switch
        {
            "block_actions" => Click.Of(payload, who),
            "view_submission" => FormSubmission.Of(payload, who),
            "block_suggestion" => Suggestion.Of(payload, who),
            "message_action" or "shortcut" => Shortcut.Of(payload, who),
            _ => null,
        };
    }

    /// <summary>The workspace of any interaction; an organisation-wide install has no <c>team</c>.</summary>
    public static string? TeamOf(JsonElement payload) =>
        payload.Inner("view")?.Text("app_installed_team_id") ?? payload.Inner("team")?.Text("id") ?? payload.Inner("user")?.Text("team_id");

    /// <summary>An absolute address, or null.</summary>
    public static Uri? AddressOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>What all kinds have.</summary>
    internal sealed record Started(string? Team, string User, string? Trigger, Uri? ResponseUrl);
}

/// <summary>A button was pressed.</summary>
/// <param name="Who">Who did it, where it can be answered.</param>
/// <param name="Channel">Where its message stands; null in a modal.</param>
/// <param name="IsEphemeral">True: only the one who pressed it sees the message.</param>
/// <param name="Thread">The thread that the message stands in; null when it stands in none.</param>
/// <param name="Action">What the button is.</param>
/// <param name="Value">What it carries.</param>
internal sealed record Click(Interaction.Started Who, string? Channel, bool IsEphemeral, string? Thread, string Action, string? Value)
    : Interaction(Who.Team, Who.User, Who.Trigger, Who.ResponseUrl)
{
    public static Click? Of(JsonElement payload, Started who)
    {
        // A click is one action; more come only from menus with several choices, which we do not show.
        var action = payload.Items("actions").FirstOrDefault();
        if (action.Text("action_id") is not { } id) return null;
        var container = payload.Inner("container") ?? default;
        return new Click(
            who,
            payload.Inner("channel")?.Text("id") ?? container.Text("channel_id"),
            container.IsTrue("is_ephemeral"),
            container.Text("thread_ts") ?? payload.Inner("message")?.Text("thread_ts"),
            id,
            action.Text("value"));
    }
}

/// <summary>A form was sent.</summary>
/// <param name="Who">Who did it.</param>
/// <param name="View">The view's own id: one sending is one id and hash.</param>
/// <param name="Callback">Which form.</param>
/// <param name="Metadata">What we wrote into it when it was opened.</param>
/// <param name="Values">What was filled in, by the block's id.</param>
internal sealed record FormSubmission(Interaction.Started Who, string View, string Callback, string Metadata, IReadOnlyDictionary<string, string> Values)
    : Interaction(Who.Team, Who.User, Who.Trigger, Who.ResponseUrl)
{
    public static FormSubmission? Of(JsonElement payload, Started who)
    {
        if (payload.Inner("view") is not { } view || view.Text("callback_id") is not { } callback) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (view.Inner("state")?.Inner("values") is { } blocks)
        {
            foreach (var block in blocks.EnumerateObject().Where(block => block.Value.ValueKind == JsonValueKind.Object))
            {
                foreach (var element in block.Value.EnumerateObject())
                {
                    if (ValueOf(element.Value) is { } value) values[block.Name] = value;
                }
            }
        }

        return new FormSubmission(who, $"{view.Text("id")}:{view.Text("hash")}", callback, view.Text("private_metadata") ?? "", values);
    }

    private static string? ValueOf(JsonElement element) =>
        element.Text("value")
        ?? element.Inner("selected_option")?.Text("value")
        ?? (element.Items("selected_options").FirstOrDefault() is { ValueKind: JsonValueKind.Object } first ? first.Text("value") : null);
}

/// <summary>Somebody types into a menu.</summary>
/// <param name="Who">Who does it.</param>
/// <param name="Menu">Which menu.</param>
/// <param name="Typed">What stands there so far.</param>
internal sealed record Suggestion(Interaction.Started Who, string Menu, string Typed) : Interaction(Who.Team, Who.User, Who.Trigger, Who.ResponseUrl)
{
    public static Suggestion? Of(JsonElement payload, Started who) =>
        payload.Text("action_id") is { } menu ? new Suggestion(who, menu, payload.Text("value") ?? "") : null;
}

/// <summary>A shortcut was used, on a message or anywhere.</summary>
/// <param name="Who">Who did it.</param>
/// <param name="Callback">Which shortcut.</param>
/// <param name="Channel">Where the message stands; null for one that is used anywhere.</param>
/// <param name="Message">The message's ts; null for one that is used anywhere.</param>
/// <param name="Text">What the message says, for people.</param>
internal sealed record Shortcut(Interaction.Started Who, string Callback, string? Channel, string? Message, string Text)
    : Interaction(Who.Team, Who.User, Who.Trigger, Who.ResponseUrl)
{
    public static Shortcut? Of(JsonElement payload, Started who)
    {
        if (payload.Text("callback_id") is not { } callback) return null;
        var message = payload.Inner("message");
        return new Shortcut(
            who, callback, payload.Inner("channel")?.Text("id"), payload.Text("message_ts") ?? message?.Text("ts"), message is { } told ? SlackPost.Of(told).Summary : "");
    }
}
