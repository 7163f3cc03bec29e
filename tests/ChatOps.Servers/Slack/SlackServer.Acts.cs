using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Acts;

namespace ChatOps.Servers.Slack;

/// <content>What people do.</content>
public sealed partial class SlackServer
{
    /// <summary>Types a slash command and shows the user its answer.</summary>
    /// <param name="user">Who.</param>
    /// <param name="channel">Where; no thread, as Slack has no commands there.</param>
    /// <param name="line">Such as <c>/chatops status</c>.</param>
    public Task<SlackDelivery> TypeAsync(SlackUser user, SlackChannel channel, string line) => new CommandAct(slack).TypeAsync(user, channel, line);

    /// <summary>Presses or chooses something in a message as this snapshot shows it, so an old snapshot makes a late click.</summary>
    /// <param name="user">Who.</param>
    /// <param name="message">Where.</param>
    /// <param name="actionId">The first element of this action_id.</param>
    /// <param name="choice">Of buttons: the value, where several share an action_id. Of selects: the option's value, or the id chosen.</param>
    public Task<SlackDelivery> ClickAsync(SlackUser user, SlackMessage message, string actionId, string? choice = null) =>
        new ClickAct(slack).InMessageAsync(user, message, actionId, choice);

    /// <summary>Presses or chooses something in a modal or Home.</summary>
    public Task<SlackDelivery> ClickAsync(SlackUser user, SlackView view, string actionId, string? choice = null) =>
        new ClickAct(slack).InViewAsync(user, view, actionId, choice);

    /// <summary>Fills in and submits a modal.</summary>
    /// <param name="user">Who.</param>
    /// <param name="view">The modal.</param>
    /// <param name="values">By action_id: a text, an option's value, an id; several with commas.</param>
    public Task<SlackDelivery> SubmitAsync(SlackUser user, SlackView view, IReadOnlyDictionary<string, string> values) => new ViewAct(slack).SubmitAsync(user, view, values);

    /// <summary>Closes a modal; the app is told if it asked for that.</summary>
    /// <param name="user">Who.</param>
    /// <param name="view">The modal.</param>
    /// <param name="isCleared">By the cross, which closes the whole stack.</param>
    public Task<SlackDelivery?> CloseAsync(SlackUser user, SlackView view, bool isCleared = false) => new ViewAct(slack).CloseAsync(user, view, isCleared);

    /// <summary>Types into an external select and gets the app's options.</summary>
    public Task<IReadOnlyList<SlackOption>> SuggestAsync(SlackUser user, SlackView view, string actionId, string query) =>
        new SuggestAct(slack).SuggestAsync(user, view, actionId, query);

    /// <summary>Uses a message shortcut.</summary>
    public Task<SlackDelivery> UseShortcutAsync(SlackUser user, SlackMessage message, string callbackId) => new ShortcutAct(slack).OnMessageAsync(user, message, callbackId);

    /// <summary>Uses a global shortcut.</summary>
    public Task<SlackDelivery> UseShortcutAsync(SlackUser user, string callbackId) => new ShortcutAct(slack).AnywhereAsync(user, callbackId);

    /// <summary>Opens the app's Home tab.</summary>
    public void OpenHome(SlackUser user) => Locked(() =>
    {
        slack.Events.HomeOpened(App, user.Id, slack.Workspace.Direct([App.BotUser.Id, user.Id]), slack.Views.Home(App, user.Id));
        return true;
    });

    /// <summary>Slack's check of the events address: a challenge that has to come back.</summary>
    /// <returns>The delivery; it failed unless the challenge came back.</returns>
    public async Task<SlackDelivery> VerifyUrlAsync()
    {
        var challenge = State.SlackIds.Secret();
        var payload = new JsonObject { ["token"] = App.VerificationToken, ["challenge"] = challenge, ["type"] = "url_verification" };
        var delivery = (await slack.Couriers.GiveAsync(App, Out.Parcel.Event(App, payload))).Delivery;
        var isEchoed = delivery.Answer == challenge || delivery.Answer == $"challenge={challenge}"
            || (delivery.Answer.StartsWith('{') && (string?)JsonNode.Parse(delivery.Answer)?["challenge"] == challenge);
        return isEchoed ? delivery : delivery with { Failure = delivery.Failure ?? "challenge_failed" };
    }
}
