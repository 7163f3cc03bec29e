using System.Text.Json;

namespace ChatOps.Slack.Payloads;

/// <summary>What the Events API sends.</summary>
/// <param name="Type"><c>event_callback</c>, <c>url_verification</c>, <c>app_rate_limited</c>.</param>
/// <param name="Team">The workspace that it is for.</param>
/// <param name="App">Our app's id.</param>
/// <param name="Bot">Our own bot user there.</param>
/// <param name="Id">The event's id, the same on every retry.</param>
/// <param name="Challenge">What has to come back, for a check of the address.</param>
/// <param name="Event">The event itself; an empty element where there is none.</param>
internal sealed record EventDelivery(string Type, string? Team, string? App, string? Bot, string? Id, string? Challenge, JsonElement Event)
{
    /// <summary>Reads a body; null when it has no type.</summary>
    public static EventDelivery? Of(JsonElement payload)
    {
        if (payload.Text("type") is not { } type) return null;
        var authorization = payload.Items("authorizations").FirstOrDefault();
        return new EventDelivery(
            type,
            authorization.Text("team_id") ?? payload.Text("team_id"),
            payload.Text("api_app_id"),
            authorization.Text("user_id"),
            payload.Text("event_id"),
            payload.Text("challenge"),
            payload.Inner("event") ?? default);
    }
}

/// <summary>A message that was written or changed in a conversation that the bot is in.</summary>
/// <param name="Channel">Where.</param>
/// <param name="Ts">Its own id there.</param>
/// <param name="Thread">The ts of the message that it answers; null at the top of the conversation.</param>
/// <param name="User">Who wrote it; null for some bots.</param>
/// <param name="Bot">The bot that wrote it; null for people.</param>
/// <param name="App">The app of that bot, where it says.</param>
/// <param name="Text">As Slack escapes it.</param>
/// <param name="IsDirect">True in a conversation with the bot alone.</param>
/// <param name="Before">For a change, the message as it was; null for a new one.</param>
/// <param name="Body">The message, with attachments and blocks.</param>
internal sealed record MessageEvent(
    string Channel, string Ts, string? Thread, string? User, string? Bot, string? App, string Text, bool IsDirect, JsonElement? Before, JsonElement Body)
{
    /// <summary>When it became what it says: its own time, or that of the edit.</summary>
    public string Version { get; private init; } = Ts;

    /// <summary>Kinds of message that say something; the others tell of joins, topics and the like.</summary>
    private static readonly string?[] Speaking = [null, "bot_message", "file_share", "me_message", "thread_broadcast"];

    /// <summary>Reads an event; null when it is no message that says something.</summary>
    public static MessageEvent? Of(JsonElement told)
    {
        if (told.Text("type") is not ("message" or "app_mention")) return null;
        var changed = told.Text("subtype") == "message_changed";
        var message = changed ? told.Inner("message") ?? default : told;
        if (!Speaking.Contains(message.Text("subtype"))) return null;
        if (told.Text("channel") is not { } channel || message.Text("ts") is not { } ts) return null;
        var thread = message.Text("thread_ts");
        return new MessageEvent(
            channel,
            ts,
            thread == ts ? null : thread,
            message.Text("user"),
            message.Text("bot_id") ?? message.Inner("bot_profile")?.Text("id"),
            message.Text("app_id") ?? message.Inner("bot_profile")?.Text("app_id"),
            message.Text("text") ?? "",
            told.Text("channel_type") == "im",
            changed ? told.Inner("previous_message") ?? default(JsonElement) : null,
            message)
        {
            Version = (changed ? told.Text("event_ts") ?? told.Text("ts") : null) ?? ts,
        };
    }
}
