using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Acts;

/// <summary>Shortcuts of the first app, which is the one under test.</summary>
internal sealed class ShortcutAct(SlackSystem slack)
{
    public Task<SlackDelivery> OnMessageAsync(SlackUser user, SlackMessage message, string callbackId)
    {
        JsonObject payload;
        lock (slack.Gate)
        {
            var conversation = slack.Workspace.Conversations[message.Channel];
            payload = Start(user, "message_action", callbackId);
            payload["response_url"] = slack.ResponseUrls.Give(App, user.Id, conversation, "actions", message).AbsoluteUri;
            payload["message_ts"] = message.Ts;
            payload["channel"] = new JsonObject { ["id"] = conversation.Id, ["name"] = conversation.Handle.Name };
            payload["message"] = message.Body.DeepClone();
            if (message.ThreadTs is not null)
            {
                payload["message"]!["thread_ts"] = message.ThreadTs;
            }
        }

        return GiveAsync(payload);
    }

    public Task<SlackDelivery> AnywhereAsync(SlackUser user, string callbackId)
    {
        lock (slack.Gate)
        {
            return GiveAsync(Start(user, "shortcut", callbackId));
        }
    }

    private SlackApp App => slack.Workspace.Apps[0];

    private JsonObject Start(SlackUser user, string type, string callbackId)
    {
        var payload = Payloads.Start(slack, App, user, type);
        payload["callback_id"] = callbackId;
        payload["trigger_id"] = slack.Triggers.Give(App, user.Id);
        payload["action_ts"] = slack.Workspace.Timestamps.Next();
        return payload;
    }

    private async Task<SlackDelivery> GiveAsync(JsonObject payload) =>
        Payloads.WithTrouble((await slack.Couriers.GiveAsync(App, Parcel.Interaction(App, payload))).Delivery);
}
