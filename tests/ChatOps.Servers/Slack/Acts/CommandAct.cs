using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Api;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Acts;

/// <summary>A slash command and what is shown of its answer.</summary>
internal sealed class CommandAct(SlackSystem slack)
{
    public async Task<SlackDelivery> TypeAsync(SlackUser user, SlackChannel channel, string line)
    {
        var words = line.Split(' ', 2);
        SlackApp? app;
        Parcel? parcel = null;
        lock (slack.Gate)
        {
            // Of two apps with one command the one that was installed last has it.
            app = slack.Workspace.Apps.LastOrDefault(app => app.Commands.Contains(words[0]));
            if (app is not null)
            {
                parcel = Parcel.Command(app, Fields(app, user, channel, words[0], words.Length > 1 ? words[1].Trim() : ""));
            }
        }

        if (parcel is null)
        {
            return new SlackDelivery("command", false, [], 0, null, "", null, TimeSpan.Zero) { UserSees = $"{words[0]} is not a valid command" };
        }

        var outcome = await slack.Couriers.GiveAsync(app!, parcel);
        lock (slack.Gate)
        {
            return Show(app!, user, slack.Workspace.Conversations[channel.Id], line, outcome);
        }
    }

    private JsonObject Fields(SlackApp app, SlackUser user, SlackChannel channel, string command, string text)
    {
        var conversation = slack.Workspace.Conversations[channel.Id];
        return new JsonObject
        {
            ["token"] = app.VerificationToken,
            ["team_id"] = slack.Workspace.TeamId,
            ["team_domain"] = slack.Workspace.Domain,
            ["channel_id"] = channel.Id,
            ["channel_name"] = channel.Kind switch { SlackChannelKind.Direct => "directmessage", SlackChannelKind.Public => channel.Name, _ => "privategroup" },
            ["user_id"] = user.Id,
            ["user_name"] = user.Name,
            ["command"] = command,
            ["text"] = app.EscapeCommands ? CommandEscaping.Of(slack.Workspace, text) : text,
            ["api_app_id"] = app.Id,
            ["is_enterprise_install"] = "false",
            ["response_url"] = slack.ResponseUrls.Give(app, user.Id, conversation, "commands").AbsoluteUri,
            ["trigger_id"] = slack.Triggers.Give(app, user.Id),
        };
    }

    private SlackDelivery Show(SlackApp app, SlackUser user, Conversation conversation, string line, Outcome outcome)
    {
        var delivery = outcome.Delivery;
        if (delivery.Failure is { } failure)
        {
            var word = failure is "http_timeout" or "timeout" ? "operation_timeout" : "dispatch_failed";
            return Trouble($"{line.Split(' ')[0]} failed with the error \"{word}\"");
        }

        if (delivery.Answer.Length == 0)
        {
            return delivery;
        }

        try
        {
            var answer = outcome.AnswerType == "application/json" ? JsonNode.Parse(delivery.Answer)!.AsObject() : new JsonObject { ["text"] = delivery.Answer };
            Show(app, user, conversation, line, new ApiCall(slack, app, answer));
            return delivery;
        }
        catch (Exception exception) when (exception is ApiRefusal or JsonException or InvalidOperationException)
        {
            return Trouble($"{line.Split(' ')[0]} failed with the error \"dispatch_failed\" ({exception.Message})");
        }

        SlackDelivery Trouble(string text)
        {
            EphemeralPosting.Add(slack, null, conversation, user.Id, new JsonObject { ["text"] = text });
            return delivery with { UserSees = text };
        }
    }

    // In the channel the command itself is shown too, and a body of nothing else shows it alone.
    private void Show(SlackApp app, SlackUser user, Conversation conversation, string line, ApiCall answer)
    {
        var content = MessageComposing.Content(answer);
        var isPublic = answer.Text("response_type") == "in_channel";
        if (!isPublic || content.Count > 0)
        {
            MessageComposing.NeedText(content);
        }

        if (isPublic)
        {
            var echo = new StoredMessage(
                conversation.Id, new JsonObject { ["type"] = "message", ["user"] = user.Id, ["ts"] = slack.Workspace.Timestamps.Next(), ["text"] = line });
            conversation.Add(echo);
        }

        if (content.Count > 0)
        {
            ResponseUrls.Answer(slack, app, user.Id, conversation, content, answer.Text("response_type"), threadTs: null);
        }
    }
}
