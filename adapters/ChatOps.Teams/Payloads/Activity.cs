using System.Globalization;
using System.Text.Json;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Conversations;

namespace ChatOps.Teams.Payloads;

/// <summary>What Teams sends: something was said, pressed, installed or changed.</summary>
/// <param name="Type"><c>message</c>, <c>invoke</c>, <c>conversationUpdate</c>, …; kinds that are not known are taken and left alone.</param>
/// <param name="Id">Its id; the same again is the same again. Null: it has none.</param>
/// <param name="Channel">The platform as the connector calls it (<c>msteams</c>).</param>
/// <param name="Service">Where the connector takes answers.</param>
/// <param name="ConversationId">The conversation; of a channel's thread with <c>;messageid=</c>.</param>
internal sealed record Activity(string Type, string? Id, string Channel, Uri Service, string ConversationId)
{
    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
    private const int MostCards = 10;

    /// <summary>When Teams sent it; null where it is not said.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>What an invoke wants (<c>adaptiveCard/action</c>).</summary>
    public string? Name { get; private init; }

    /// <summary>What is done (<c>add</c>, <c>remove</c>) of an installation.</summary>
    public string? Action { get; private init; }

    /// <summary><c>channel</c>, <c>groupChat</c> or <c>personal</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>The tenant that it happened in; null where it is not said.</summary>
    public string? Tenant { get; private init; }

    /// <summary>Who did it, by the connector's id (<c>29:…</c>).</summary>
    public string? From { get; private init; }

    /// <summary>Who did it, by the directory's id.</summary>
    public string? FromDirectoryId { get; private init; }

    /// <summary>What they call themselves; data.</summary>
    public string? FromName { get; private init; }

    /// <summary>What the bot is called there (<c>28:…</c>).</summary>
    public string? Bot { get; private init; }

    /// <summary>A slash command: nobody else sees it.</summary>
    public bool IsTargeted { get; private init; }

    /// <summary>What was said.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The message that it belongs to: that of a pressed button, or one that is answered.</summary>
    public string? ReplyTo { get; private init; }

    /// <summary>What a button or form carries; an undefined element where there is none.</summary>
    public JsonElement Value { get; private init; }

    /// <summary>Whom the text mentions, as the connector says; the text itself can be forged.</summary>
    public IReadOnlyList<Mentioned> Mentions { get; private init; } = [];

    /// <summary>Cards that the message shows.</summary>
    public IReadOnlyList<JsonElement> Cards { get; private init; } = [];

    /// <summary>Who came into the conversation, by the connector's ids.</summary>
    public IReadOnlyList<string> MembersAdded { get; private init; } = [];

    /// <summary>Reads one; null when it lacks what every activity has.</summary>
    public static Activity? Of(JsonElement json)
    {
        if (json.Text("type") is not { } type || TeamsHosts.Read(json.Text("serviceUrl")) is not { } service || json.Inner("conversation") is not { } conversation || conversation.Text("id") is not { } id) return null;
        var data = json.Inner("channelData") ?? default;
        var from = json.Inner("from") ?? default;
        var recipient = json.Inner("recipient") ?? default;
        return new Activity(type, json.Text("id"), json.Text("channelId") ?? "", service, id)
        {
            At = DateTimeOffset.TryParse(json.Text("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
            Name = json.Text("name"),
            Action = json.Text("action"),
            Kind = conversation.Text("conversationType") ?? (data.Inner("channel") is not null || data.Inner("team") is not null ? "channel" : conversation.IsTrue("isGroup") ? "groupChat" : "personal"),
            Tenant = data.Inner("tenant")?.Text("id") ?? conversation.Text("tenantId"),
            From = from.Text("id"),
            FromDirectoryId = from.Text("aadObjectId"),
            FromName = from.Text("name"),
            Bot = recipient.Text("id"),
            IsTargeted = recipient.IsTrue("isTargeted"),
            Text = json.Text("text") ?? "",
            ReplyTo = json.Text("replyToId"),
            Value = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("value", out var value) ? value.Clone() : default,
            Mentions = [.. json.Items("entities").Where(entity => entity.Text("type") == "mention").Select(Mentioned.Of).OfType<Mentioned>()],
            Cards = [.. json.Items("attachments").Where(attachment => attachment.Text("contentType") == AdaptiveCard).Take(MostCards).Select(attachment => attachment.Inner("content")).OfType<JsonElement>().Select(card => card.Clone())],
            MembersAdded = [.. json.Items("membersAdded").Select(member => member.Text("id")).OfType<string>()],
        };
    }

    /// <summary>The service URL as it was written: a token names it letter by letter.</summary>
    public static string? ServiceUrlOf(JsonElement json) => json.Text("serviceUrl");

    /// <summary>The conversation that it happened in, without its thread.</summary>
    public Conversation Place() => new(TeamsReference.Root(ConversationId), Service, Tenant ?? "", Kind, Bot);
}

/// <summary>Somebody whom a text mentions.</summary>
/// <param name="Id">Who, by the connector's id.</param>
/// <param name="Text">How it stands in the text (<c>&lt;at&gt;Ana&lt;/at&gt;</c>).</param>
internal sealed record Mentioned(string Id, string Text)
{
    public static Mentioned? Of(JsonElement entity) => entity.Inner("mentioned")?.Text("id") is { } id ? new Mentioned(id, entity.Text("text") ?? "") : null;
}
