using System.Text.Json.Nodes;
using ChatOps.Teams.Inputs;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams.Views;

/// <summary>The documented shapes of answers to invokes; all of them are HTTP 200.</summary>
internal static class InvokeAnswers
{
    private const int MostWords = 2000;

    /// <summary>The card stands in the pressed one's place, for the one who pressed it.</summary>
    public static TeamsReply Show(DrawnCard card) => Action(200, CardElements.ContentType, card.Card.DeepClone());

    /// <summary>Words for the one who pressed.</summary>
    public static TeamsReply Say(string text) => Action(200, "application/vnd.microsoft.activity.message", Clean(text));

    /// <summary>What was sent is nothing that can be done.</summary>
    public static TeamsReply Error(string code, string message) => Action(400, "application/vnd.microsoft.error", new JsonObject { ["code"] = code, ["message"] = message });

    /// <summary>A dialog with this card.</summary>
    public static TeamsReply Dialog(string title, JsonObject card) => Task(new JsonObject
    {
        ["type"] = "continue",
        ["value"] = new JsonObject { ["title"] = title, ["height"] = "medium", ["width"] = "medium", ["card"] = CardElements.Attachment(card) },
    });

    /// <summary>Words in the dialog's place.</summary>
    public static TeamsReply Message(string text) => Task(new JsonObject { ["type"] = "message", ["value"] = Clean(text) });

    private static string Clean(string text) => OutsideText.Lines(text, MostWords).Replace("`", "", StringComparison.Ordinal);

    private static TeamsReply Action(int status, string type, JsonNode value) => new(Body: new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value });

    private static TeamsReply Task(JsonObject task) => new(Body: new JsonObject { ["task"] = task });
}
