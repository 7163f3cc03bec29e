using System.Text.Json.Nodes;

namespace ChatOps.Servers.Teams;

/// <summary>Somebody of the tenant.</summary>
/// <param name="Id">As the connector calls them for this bot.</param>
/// <param name="DirectoryId">As the directory calls them.</param>
/// <param name="Name">Their name.</param>
public sealed record TeamsUser(string Id, string DirectoryId, string Name);

/// <summary>The kinds of conversation.</summary>
public enum TeamsPlaceKind
{
    /// <summary>A channel, with threads.</summary>
    Channel,

    /// <summary>Several people, without threads.</summary>
    GroupChat,

    /// <summary>One person and the bot.</summary>
    Personal,
}

/// <summary>A conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; empty for chats.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="TeamId">The team of a channel, or null.</param>
public sealed record TeamsPlace(string Id, string Name, TeamsPlaceKind Kind, string? TeamId = null);

/// <summary>A button on a card.</summary>
/// <param name="Type"><c>Action.Execute</c>, <c>Action.Submit</c>, …</param>
/// <param name="Title">What stands on it.</param>
/// <param name="Verb">Its verb, or null.</param>
/// <param name="Data">What it carries.</param>
public sealed record TeamsButton(string Type, string Title, string? Verb, JsonObject Data);

/// <summary>A message as people see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Place">The conversation.</param>
/// <param name="Root">The thread's first message when it stands in a thread; null: it stands by itself.</param>
/// <param name="From">Who wrote it; null: the bot.</param>
/// <param name="Text">Its words, mark-up included.</param>
/// <param name="Summary">What a notification shows.</param>
/// <param name="Card">Its card, or null.</param>
/// <param name="OnlyFor">Who alone sees it; null: everybody.</param>
/// <param name="Changes">How often it was changed.</param>
public sealed record TeamsMessage(string Id, TeamsPlace Place, string? Root, TeamsUser? From, string Text, string Summary, JsonObject? Card, TeamsUser? OnlyFor, int Changes)
{
    /// <summary>All words on it.</summary>
    public string Shown => Card is null ? Text : CardReading.Words(Card);

    /// <summary>Its buttons, those within the card first.</summary>
    public IReadOnlyList<TeamsButton> Buttons => Card is null ? [] : CardReading.Buttons(Card);

    /// <summary>The ids of those whom it calls: an entity whose text stands in the card.</summary>
    public IReadOnlyList<string> Mentions => Card is null ? [] : CardReading.Mentions(Card);
}

/// <summary>What the bot answered to something that was sent to it.</summary>
/// <param name="Status">The status; 0: nothing came.</param>
/// <param name="Body">The body as JSON, or null.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Copies">How often it was sent.</param>
public sealed record TeamsDelivery(int Status, JsonObject? Body, TimeSpan Took, int Copies)
{
    /// <summary>2xx.</summary>
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>For a pressed button: the words that the one who pressed is shown.</summary>
    public string Said => (string?)Body?["type"] == "application/vnd.microsoft.activity.message" ? (string?)Body["value"] ?? "" : "";

    /// <summary>For a pressed button: the card that the one who pressed is shown in its place.</summary>
    public JsonObject? Card => (string?)Body?["type"] == "application/vnd.microsoft.card.adaptive" ? Body["value"] as JsonObject : null;

    /// <summary>For a dialog: its card.</summary>
    public JsonObject? Dialog => Body?["task"]?["value"] is JsonObject value ? value["card"]?["content"] as JsonObject : null;

    /// <summary>For a dialog: the words that end it.</summary>
    public string DialogSaid => (string?)Body?["task"]?["type"] == "message" ? (string?)Body["task"]!["value"] ?? "" : "";
}

/// <summary>A call that the bot made.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, decoded.</param>
/// <param name="Status">What it was answered; 0: the connection was cut.</param>
/// <param name="At">When.</param>
/// <param name="Characters">How long its body was.</param>
public sealed record TeamsCall(string Method, string Path, int Status, DateTimeOffset At, int Characters);

/// <summary>Something that goes wrong by intention.</summary>
public sealed record TeamsFault
{
    /// <summary>Which method; null: any.</summary>
    public string? Method { get; init; }

    /// <summary>Which conversation; null: any.</summary>
    public string? Place { get; init; }

    /// <summary>The status that is answered.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The connector's word.</summary>
    public string Code { get; init; } = "ServiceError";

    /// <summary>What <c>Retry-After</c> says; null: the header is not there.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The answer is a page of something in between, not JSON.</summary>
    public bool IsHtml { get; init; }

    /// <summary>The other form of error, with JSON within JSON.</summary>
    public bool IsNested { get; init; }

    /// <summary>The connection is cut: before anything was done, or after it was.</summary>
    public TeamsCut Cut { get; init; }

    /// <summary>How often; 0: until it is taken back.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How likely each time.</summary>
    public double Probability { get; init; } = 1;
}

/// <summary>When a connection is cut.</summary>
public enum TeamsCut
{
    /// <summary>Not at all.</summary>
    No,

    /// <summary>Before anything was done.</summary>
    Before,

    /// <summary>After it was done.</summary>
    After,
}
