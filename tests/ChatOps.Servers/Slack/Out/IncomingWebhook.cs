using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Api;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Out;

/// <summary>What tools post to an incoming webhook: a message of the subtype <c>bot_message</c>, answered with <c>ok</c> or a word.</summary>
internal static class IncomingWebhook
{
    public static async Task<(int Status, string Text)> TakeAsync(SlackSystem slack, string secret, HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        lock (slack.Gate)
        {
            if (!slack.Workspace.Webhooks.TryGetValue(secret, out var webhook))
            {
                return (403, "invalid_token");
            }

            if (webhook.Conversation.IsArchived)
            {
                return (410, "channel_is_archived");
            }

            try
            {
                if (JsonNode.Parse(text) is not JsonObject arguments)
                {
                    return (400, "invalid_payload");
                }

                Post(slack, webhook.App, webhook.Conversation, new ApiCall(slack, webhook.App, arguments));
                return (200, "ok");
            }
            catch (JsonException)
            {
                return (400, "invalid_payload");
            }
            catch (ApiRefusal refusal)
            {
                return (400, refusal.Error);
            }
        }
    }

    private static void Post(SlackSystem slack, SlackApp app, Conversation conversation, ApiCall call)
    {
        var content = MessageComposing.Content(call);
        MessageComposing.NeedText(content);
        content.Remove("metadata");
        var body = MessageComposing.Body(slack, app, slack.Workspace.Timestamps.Next(), content, call.Text("username"));
        body["subtype"] = "bot_message";
        body.Remove("user");
        body.Remove("app_id");
        Posting.Add(slack, conversation, body, ChatPostMessage.Parent(conversation, call.Text("thread_ts")));
    }
}
