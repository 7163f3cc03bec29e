using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Whom a message calls: by active forms in texts that are read as mrkdwn, and by elements of rich text.</summary>
internal static partial class MentionReading
{
    public static IReadOnlyList<string> Of(JsonObject message)
    {
        var found = new List<string>();
        ReadText((string?)message["text"], false, found);
        ReadNode(message["blocks"], found);
        foreach (var attachment in (message["attachments"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var name in (string[])["pretext", "text"])
            {
                ReadText((string?)attachment[name], false, found);
            }

            ReadNode(attachment["blocks"], found);
        }

        return [.. found.Distinct()];
    }

    private static void ReadNode(JsonNode? node, List<string> found)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                {
                    ReadNode(item, found);
                }

                break;
            case JsonObject thing:
                ReadObject(thing, found);
                break;
        }
    }

    private static void ReadObject(JsonObject thing, List<string> found)
    {
        switch ((string?)thing["type"])
        {
            case "mrkdwn":
                ReadText((string?)thing["text"], thing["verbatim"] is not JsonValue verbatim || !verbatim.GetValue<bool>(), found);
                return;
            case "markdown":
                ReadText((string?)thing["text"], false, found);
                return;
            case "user":
                found.Add((string)thing["user_id"]!);
                return;
            case "usergroup":
                found.Add((string)thing["usergroup_id"]!);
                return;
            case "broadcast":
                found.Add((string)thing["range"]!);
                return;
        }

        foreach (var (_, value) in thing)
        {
            ReadNode(value, found);
        }
    }

    // Text that is not verbatim has its plain "@here" made into a mention.
    private static void ReadText(string? text, bool linksNames, List<string> found)
    {
        if (text is null)
        {
            return;
        }

        found.AddRange(Active().Matches(text).Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value));
        if (linksNames)
        {
            found.AddRange(Plain().Matches(text).Select(match => match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>|<!(here|channel|everyone|group)(?:\|[^>]*)?>")]
    private static partial Regex Active();

    [GeneratedRegex(@"(?<![\w@<!])@(here|channel|everyone)\b")]
    private static partial Regex Plain();
}
