using System.Text.Json.Nodes;
using ChatOps.Servers.Teams.State;

namespace ChatOps.Servers.Teams;

/// <content>What people do.</content>
public sealed partial class TeamsServer
{
    /// <summary>A mention of the bot, as a client writes it.</summary>
    public const string Mention = "<at>ChatOps</at>";

    /// <summary>Installs the bot: both activities that Teams sends of it.</summary>
    public async Task<TeamsDelivery> InstallAsync(TeamsUser by, TeamsPlace place)
    {
        Locked(() => tenancy.Places[place.Id].HasBot = true);
        var update = Activity("conversationUpdate", by, place, null);
        update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = BotId });
        update["channelData"]!["eventType"] = "teamMemberAdded";
        await courier.SendAsync(update, CancellationToken.None);
        var install = Activity("installationUpdate", by, place, null);
        install["action"] = "add";
        return await courier.SendAsync(install, CancellationToken.None);
    }

    /// <summary>Removes the bot.</summary>
    public Task<TeamsDelivery> RemoveAsync(TeamsUser by, TeamsPlace place)
    {
        Locked(() => tenancy.Places[place.Id].HasBot = false);
        var update = Activity("installationUpdate", by, place, null);
        update["action"] = "remove";
        return courier.SendAsync(update, CancellationToken.None);
    }

    /// <summary>Says something; in a channel or group chat the bot hears it only when it is mentioned, unless <see cref="TeamsServerOptions.ReadsAll"/>.</summary>
    /// <param name="user">Who.</param>
    /// <param name="place">Where.</param>
    /// <param name="text">What; <see cref="Mention"/> calls the bot, <c>&lt;at&gt;Name&lt;/at&gt;</c> somebody else.</param>
    /// <param name="thread">The thread's first message, or null.</param>
    /// <param name="copies">How often it arrives.</param>
    /// <param name="card">An Adaptive Card that stands with it, as a workflow posts it for its owner, or null.</param>
    public async Task<TeamsDelivery> SayAsync(TeamsUser user, TeamsPlace place, string text, TeamsMessage? thread = null, int copies = 1, JsonObject? card = null)
    {
        var activity = Write(user, place, text, thread, card);
        var heard = options.ReadsAll || place.Kind == TeamsPlaceKind.Personal || text.Contains(Mention, StringComparison.Ordinal);
        if (!heard) return new TeamsDelivery(0, null, TimeSpan.Zero, 0);
        var deliveries = await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => courier.SendAsync((JsonObject)activity.DeepClone(), CancellationToken.None)));
        return deliveries[0] with { Copies = copies };
    }

    /// <summary>Changes what somebody said; the bot hears of it as of what is said.</summary>
    /// <param name="message">The message, which is the person's own.</param>
    /// <param name="text">What it says from now on.</param>
    public async Task<TeamsDelivery> EditAsync(TeamsMessage message, string text)
    {
        var activity = Rewrite(message.Place.Id, message.Id, text);
        return options.ReadsAll || text.Contains(Mention, StringComparison.Ordinal) ? await courier.SendAsync(activity, CancellationToken.None) : new TeamsDelivery(0, null, TimeSpan.Zero, 0);
    }

    /// <summary>Says something and changes it at once; the bot hears of the edit before it hears of the post, since Teams promises no order.</summary>
    /// <param name="user">Who.</param>
    /// <param name="place">Where.</param>
    /// <param name="text">What was said first.</param>
    /// <param name="edit">What it says now.</param>
    public async Task SayAndEditAsync(TeamsUser user, TeamsPlace place, string text, string edit)
    {
        var said = Write(user, place, text, null, null);
        await courier.SendAsync(Rewrite(place.Id, (string)said["id"]!, edit), CancellationToken.None);
        await courier.SendAsync(said, CancellationToken.None);
    }

    private JsonObject Write(TeamsUser user, TeamsPlace place, string text, TeamsMessage? thread, JsonObject? card) => Locked(() =>
    {
        // In a channel every message stands in a thread, its own if no other.
        var id = tenancy.NextId();
        var said = Activity("message", user, place, place.Kind == TeamsPlaceKind.Channel ? thread?.Root ?? thread?.Id ?? id : null);
        said["id"] = id;
        said["text"] = text;
        said["textFormat"] = "plain";
        said["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{text}</p>" });
        if (card is not null) ((JsonArray)said["attachments"]!).Add(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card.DeepClone() });
        AddMentions(said, text);
        tenancy.Places[place.Id].Messages.Add(new StoredMessage(id, thread?.Root ?? thread?.Id, user) { Activity = said });
        return (JsonObject)said.DeepClone();
    });

    private JsonObject Rewrite(string place, string message, string text) => Locked(() =>
    {
        var stored = tenancy.Places[place].Messages.Single(kept => kept.Id == message);
        stored.Activity["text"] = text;
        var edit = (JsonObject)stored.Activity.DeepClone();
        edit["type"] = "messageUpdate";
        edit["channelData"]!["eventType"] = "editMessage";
        return edit;
    });

    /// <summary>A slash command: nobody else sees it.</summary>
    public Task<TeamsDelivery> SlashAsync(TeamsUser user, TeamsPlace place, string text)
    {
        var activity = Activity("message", user, place, null);
        activity["id"] = Locked(tenancy.NextId);
        activity["text"] = text;
        activity["textFormat"] = "plain";
        activity["recipient"]!["isTargeted"] = true;
        return courier.SendAsync(activity, CancellationToken.None);
    }

    /// <summary>Presses a button that the bot is asked about.</summary>
    public Task<TeamsDelivery> PressAsync(TeamsUser user, TeamsMessage message, TeamsButton button, string? id = null)
    {
        if (button.Type != "Action.Execute") throw new InvalidOperationException($"\"{button.Title}\" is {button.Type}");
        return InvokeAsync(user, message, "adaptiveCard/action", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = button.Type, ["id"] = "", ["verb"] = button.Verb, ["data"] = button.Data.DeepClone() },
            ["trigger"] = "manual",
        }, id);
    }

    /// <summary>A client that cannot run an action sends what the button carries as a message.</summary>
    public Task<TeamsDelivery> SubmitAsync(TeamsUser user, TeamsMessage message, TeamsButton button)
    {
        var activity = Activity("message", user, message.Place, message.Root ?? (message.Place.Kind == TeamsPlaceKind.Channel ? message.Id : null));
        activity["id"] = Locked(tenancy.NextId);
        activity["value"] = button.Data.DeepClone();
        activity["replyToId"] = message.Id;
        return courier.SendAsync(activity, CancellationToken.None);
    }

    /// <summary>A client wants the card as it stands for somebody.</summary>
    public Task<TeamsDelivery> RefreshAsync(TeamsUser user, TeamsMessage message)
    {
        if (message.Card?["refresh"]?["action"] is not JsonObject action) throw new InvalidOperationException("The card has no refresh");
        return InvokeAsync(user, message, "adaptiveCard/action", new JsonObject { ["action"] = action.DeepClone(), ["trigger"] = "automatic" });
    }

    /// <summary>Presses a button that opens a dialog.</summary>
    public Task<TeamsDelivery> OpenAsync(TeamsUser user, TeamsMessage message, TeamsButton button)
    {
        if ((string?)button.Data["msteams"]?["type"] != "task/fetch") throw new InvalidOperationException($"\"{button.Title}\" opens no dialog");
        return InvokeAsync(user, message, "task/fetch", new JsonObject { ["data"] = button.Data.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } });
    }

    /// <summary>Sends a dialog.</summary>
    /// <param name="user">Who.</param>
    /// <param name="message">The message whose button opened it.</param>
    /// <param name="dialog">Its card.</param>
    /// <param name="values">What was filled in, by the inputs' ids.</param>
    public Task<TeamsDelivery> SendAsync(TeamsUser user, TeamsMessage message, JsonObject dialog, IReadOnlyDictionary<string, string> values)
    {
        var inputs = CardReading.Inputs(dialog);
        if (values.Keys.Except(inputs).FirstOrDefault() is { } unknown) throw new InvalidOperationException($"The dialog has no input {unknown}, but {string.Join(", ", inputs)}");
        var data = (JsonObject)CardReading.Buttons(dialog).Single(button => button.Type == "Action.Submit").Data.DeepClone();
        foreach (var input in inputs) data[input] = values.GetValueOrDefault(input, "");
        return InvokeAsync(user, message, "task/submit", new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } });
    }

    /// <summary>An invoke of any name.</summary>
    public Task<TeamsDelivery> InvokeAsync(TeamsUser user, TeamsMessage message, string name, JsonObject value, string? id = null)
    {
        var activity = Activity("invoke", user, message.Place, message.Place.Kind == TeamsPlaceKind.Channel ? message.Root ?? message.Id : null);
        activity["id"] = id ?? $"f:{Locked(tenancy.Number):00000000}-0000-4000-8000-000000000000";
        activity["name"] = name;
        activity["value"] = value;
        activity["replyToId"] = message.Id;
        return courier.SendAsync(activity, CancellationToken.None);
    }

    /// <summary>Any activity, as it is.</summary>
    public Task<TeamsDelivery> SendRawAsync(JsonObject activity) => courier.SendAsync(activity, CancellationToken.None);

    /// <summary>What every activity has.</summary>
    public JsonObject Activity(string type, TeamsUser from, TeamsPlace place, string? thread)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = options.TenantId } };
        if (place.TeamId is { } team)
        {
            data["team"] = new JsonObject { ["id"] = team, ["name"] = "Acme" };
            data["channel"] = new JsonObject { ["id"] = place.Id };
        }

        return new JsonObject
        {
            ["type"] = type,
            ["id"] = $"f:{Locked(tenancy.Number):00000000}-1111-4000-8000-000000000000",
            ["timestamp"] = options.Time.GetUtcNow().ToString("O"),
            ["channelId"] = "msteams",
            ["serviceUrl"] = ServiceUrl.AbsoluteUri,
            ["from"] = new JsonObject { ["id"] = from.Id, ["name"] = from.Name, ["aadObjectId"] = from.DirectoryId },
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "ChatOps" },
            ["conversation"] = new JsonObject
            {
                ["id"] = thread is null ? place.Id : $"{place.Id};messageid={thread}",
                ["conversationType"] = place.Kind switch { TeamsPlaceKind.Channel => "channel", TeamsPlaceKind.GroupChat => "groupChat", _ => "personal" },
                ["tenantId"] = options.TenantId,
                ["isGroup"] = place.Kind != TeamsPlaceKind.Personal,
            },
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web", ["timezone"] = "Europe/Berlin" }),
            ["channelData"] = data,
            ["MSCV"] = "correlates",
        };
    }

    private void AddMentions(JsonObject activity, string text)
    {
        var entities = (JsonArray)activity["entities"]!;
        if (text.Contains(Mention, StringComparison.Ordinal)) entities.Add(Of(BotId, "ChatOps"));
        foreach (var user in tenancy.Users.Values.Where(user => text.Contains($"<at>{user.Name}</at>", StringComparison.Ordinal))) entities.Add(Of(user.Id, user.Name));

        static JsonObject Of(string id, string name) => new() { ["type"] = "mention", ["text"] = $"<at>{name}</at>", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name } };
    }
}
