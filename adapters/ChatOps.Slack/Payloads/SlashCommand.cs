using System.Text.Json;

namespace ChatOps.Slack.Payloads;

/// <summary>A slash command. Names of users and channels can be changed by people, so ids alone are read.</summary>
/// <param name="Team">The workspace.</param>
/// <param name="User">Who.</param>
/// <param name="Channel">Where; Slack has no commands in threads.</param>
/// <param name="Text">What stands behind the command, as Slack escapes it.</param>
/// <param name="ResponseUrl">Where more can be answered for 30 minutes.</param>
/// <param name="Trigger">What opens a modal for 3 seconds.</param>
internal sealed record SlashCommand(string Team, string User, string Channel, string Text, Uri? ResponseUrl, string? Trigger)
{
    /// <summary>Reads the form of a request; null when it is no command.</summary>
    public static SlashCommand? OfForm(ReadOnlySpan<byte> body) => Of(
        FormField.Of(body, "team_id"u8), FormField.Of(body, "user_id"u8), FormField.Of(body, "channel_id"u8), FormField.Of(body, "command"u8), FormField.Of(body, "text"u8),
        FormField.Of(body, "response_url"u8), FormField.Of(body, "trigger_id"u8));

    /// <summary>Reads the payload of an envelope, which has the same fields; null when it is no command.</summary>
    public static SlashCommand? OfJson(JsonElement payload) => Of(
        payload.Text("team_id"), payload.Text("user_id"), payload.Text("channel_id"), payload.Text("command"), payload.Text("text"), payload.Text("response_url"), payload.Text("trigger_id"));

    private static SlashCommand? Of(string? team, string? user, string? channel, string? command, string? text, string? responseUrl, string? trigger) =>
        team is not null && user is not null && channel is not null && command is not null ? new SlashCommand(team, user, channel, text ?? "", Interaction.AddressOf(responseUrl), trigger) : null;
}
