using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Api;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Acts;

/// <summary>view_submission with its response_action, and view_closed.</summary>
internal sealed class ViewAct(SlackSystem slack)
{
    private const string Trouble = "We had some trouble connecting. Try again?";

    public async Task<SlackDelivery> SubmitAsync(SlackUser user, SlackView view, IReadOnlyDictionary<string, string> values)
    {
        StoredView stored;
        JsonObject payload;
        lock (slack.Gate)
        {
            stored = Open(view);
            FillIn(stored, values);
            payload = Payloads.Start(slack, stored.App, user, "view_submission");
            payload["trigger_id"] = slack.Triggers.Give(stored.App, user.Id, stored);
            payload["view"] = stored.ToJson(slack.Workspace.TeamId);
            payload["response_urls"] = new JsonArray();
        }

        var delivery = (await slack.Couriers.GiveAsync(stored.App, Parcel.Interaction(stored.App, payload))).Delivery;
        if (delivery.Failure is not null)
        {
            return delivery with { UserSees = Trouble };
        }

        lock (slack.Gate)
        {
            return Obey(stored, delivery);
        }
    }

    public async Task<SlackDelivery?> CloseAsync(SlackUser user, SlackView view, bool isCleared)
    {
        StoredView stored;
        JsonObject payload;
        lock (slack.Gate)
        {
            stored = Open(view);
            payload = Payloads.Start(slack, stored.App, user, "view_closed");
            stored.Values = [];
            payload["view"] = stored.ToJson(slack.Workspace.TeamId);
            payload["is_cleared"] = isCleared || (bool?)stored.Body["clear_on_close"] == true;
            if ((bool)payload["is_cleared"]!)
            {
                slack.Views.Clear(stored.App, user.Id);
            }
            else
            {
                slack.Views.Close(stored);
            }
        }

        return (bool?)stored.Body["notify_on_close"] == true
            ? Payloads.WithTrouble((await slack.Couriers.GiveAsync(stored.App, Parcel.Interaction(stored.App, payload))).Delivery)
            : null;
    }

    private StoredView Open(SlackView view) =>
        slack.Views.Modals.FirstOrDefault(modal => modal.Id == view.Id) ?? throw new InvalidOperationException("The modal is not open");

    // A client lets nobody submit without the fields that are not optional; what is not named keeps its first value.
    private static void FillIn(StoredView view, IReadOnlyDictionary<string, string> values)
    {
        var elements = SlackElement.In(view.Body["blocks"]);
        foreach (var unknown in values.Keys.Where(name => elements.All(element => element.Action != name)))
        {
            throw new InvalidOperationException($"There is no \"{unknown}\" here, only {string.Join(", ", elements.Select(element => element.Action))}");
        }

        foreach (var element in elements.Where(element => element.Type != "button"))
        {
            if (values.TryGetValue(element.Action, out var value))
            {
                view.Keep(element, Choice.Of(element, value.Length == 0 ? null : value, view.Suggested));
            }
            else if (view.Values[element.Block]?[element.Action] is null)
            {
                view.Keep(element, Choice.Of(element, Initial(element), view.Suggested));
            }
        }

        foreach (var block in view.Body["blocks"]!.AsArray().OfType<JsonObject>().Where(block => (string?)block["type"] == "input" && (bool?)block["optional"] != true))
        {
            var given = view.Values[(string)block["block_id"]!]?[(string)block["element"]!["action_id"]!]?.AsObject();
            if (given is null || given.Where(field => field.Key != "type").All(field => field.Value is null or JsonArray { Count: 0 }))
            {
                throw new InvalidOperationException($"\"{block["label"]!["text"]}\" has to be filled in");
            }
        }
    }

    private static string? Initial(SlackElement element) =>
        (string?)(element.Body["initial_value"] ?? element.Body["initial_option"]?["value"] ?? element.Body["initial_user"] ?? element.Body["initial_conversation"]
            ?? element.Body["initial_channel"] ?? element.Body["initial_date"] ?? element.Body["initial_time"])
        ?? (element.Body["initial_options"] is JsonArray options ? string.Join(',', options.Select(option => (string?)option!["value"])) : null);

    private SlackDelivery Obey(StoredView view, SlackDelivery delivery)
    {
        if (delivery.Answer.Length == 0)
        {
            slack.Views.Close(view);
            return delivery;
        }

        try
        {
            var answer = JsonNode.Parse(delivery.Answer)!.AsObject();
            switch ((string?)answer["response_action"])
            {
                case "clear":
                    slack.Views.Clear(view.App, view.User);
                    return delivery;
                case "update":
                    slack.Views.Update(view, ViewsMethods.Checked(answer["view"]?.DeepClone(), "modal"), hash: null);
                    return delivery;
                case "push":
                    slack.Views.Push(view, ViewsMethods.Checked(answer["view"]?.DeepClone(), "modal"));
                    return delivery;
                case "errors" when answer["errors"] is JsonObject { Count: > 0 } errors && errors.All(error => IsInput(view, error.Key) && error.Value is JsonValue):
                    return delivery with { FieldErrors = errors.ToDictionary(error => error.Key, error => error.Value!.ToString()) };
                default:
                    return delivery with { UserSees = Trouble };
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ApiRefusal)
        {
            return delivery with { UserSees = $"{Trouble} ({exception.Message})" };
        }
    }

    private static bool IsInput(StoredView view, string blockId) =>
        view.Body["blocks"]!.AsArray().Any(block => (string?)block!["type"] == "input" && (string?)block["block_id"] == blockId);
}
