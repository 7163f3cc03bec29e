using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Acts;

/// <summary>block_actions.</summary>
internal sealed class ClickAct(SlackSystem slack)
{
    public Task<SlackDelivery> InMessageAsync(SlackUser user, SlackMessage message, string actionId, string? choice)
    {
        SlackApp app;
        JsonObject payload;
        lock (slack.Gate)
        {
            app = slack.Workspace.Apps.First(app => app.BotId == message.BotId);
            var conversation = slack.Workspace.Conversations[message.Channel];
            payload = Payloads.Start(slack, app, user, "block_actions");
            payload["container"] = new JsonObject
            {
                ["type"] = "message",
                ["message_ts"] = message.Ts,
                ["channel_id"] = message.Channel,
                ["is_ephemeral"] = message.OnlyFor is not null,
            };
            if (message.ThreadTs is not null)
            {
                payload["container"]!["thread_ts"] = message.ThreadTs;
            }

            payload["trigger_id"] = slack.Triggers.Give(app, user.Id);
            payload["channel"] = new JsonObject { ["id"] = message.Channel, ["name"] = conversation.Handle.Kind == SlackChannelKind.Direct ? "directmessage" : conversation.Handle.Name };
            if (message.OnlyFor is null)
            {
                payload["message"] = message.Body.DeepClone();
                if (message.ThreadTs is not null)
                {
                    payload["message"]!["thread_ts"] = message.ThreadTs;
                }
            }

            payload["state"] = new JsonObject { ["values"] = new JsonObject() };
            payload["response_url"] = slack.ResponseUrls.Give(app, user.Id, conversation, "actions", message).AbsoluteUri;
            payload["actions"] = new JsonArray(Action(Choice.Find(message.Elements, actionId, choice), choice));
        }

        return GiveAsync(app, payload);
    }

    public Task<SlackDelivery> InViewAsync(SlackUser user, SlackView view, string actionId, string? choice)
    {
        SlackApp app;
        JsonObject payload;
        lock (slack.Gate)
        {
            var stored = slack.Views.Modals.FirstOrDefault(modal => modal.Id == view.Id) ?? slack.Workspace.Apps.Select(each => slack.Views.Home(each, user.Id)).First(home => home?.Id == view.Id)!;
            app = stored.App;
            var element = Choice.Find(SlackElement.In(stored.Body["blocks"]), actionId, choice);
            var chosen = Choice.Of(element, choice, stored.Suggested);
            if (element.Type != "button")
            {
                stored.Keep(element, chosen);
            }

            payload = Payloads.Start(slack, app, user, "block_actions");
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = stored.Id };
            payload["trigger_id"] = slack.Triggers.Give(app, user.Id, stored);
            payload["view"] = stored.ToJson(slack.Workspace.TeamId);
            payload["actions"] = new JsonArray(Action(element, choice, stored.Suggested));
        }

        return GiveAsync(app, payload);
    }

    private JsonObject Action(SlackElement element, string? choice, IReadOnlyDictionary<string, JsonObject>? suggested = null)
    {
        var action = Choice.Of(element, choice, suggested ?? new Dictionary<string, JsonObject>());
        action["type"] = element.Type;
        action["action_id"] = element.Action;
        action["block_id"] = element.Block;
        action["action_ts"] = slack.Workspace.Timestamps.Next();
        if (element.Type == "button")
        {
            action["text"] = element.Body["text"]!.DeepClone();
            if (element.Value is null)
            {
                action.Remove("value");
            }
        }

        return action;
    }

    private async Task<SlackDelivery> GiveAsync(SlackApp app, JsonObject payload) =>
        Payloads.WithTrouble((await slack.Couriers.GiveAsync(app, Parcel.Interaction(app, payload))).Delivery);
}
