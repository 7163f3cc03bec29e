using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

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
    public static SlashCommand? OfForm(ReadOnlySpan<byte> body)
    {
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        return Of(name => fields.TryGetValue(name, out var value) && !StringValues.IsNullOrEmpty(value) ? value[0] : null);
    }

    /// <summary>Reads the payload of an envelope, which has the same fields; null when it is no command.</summary>
    public static SlashCommand? OfJson(JsonElement payload) => Of(name => payload.Text(name));

    private static SlashCommand? Of(Func<string, string?> field) =>
        field("team_id") is { } team && field("user_id") is { } user && field("channel_id") is { } channel && field("command") is not null
            ? new SlashCommand(team, user, channel, field("text") ?? "", Interaction.AddressOf(field("response_url")), field("trigger_id"))
            : null;
}
