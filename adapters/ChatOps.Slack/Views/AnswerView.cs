using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;

namespace ChatOps.Slack.Views;

/// <summary>What a sent form is answered.</summary>
internal static class AnswerView
{
    private const int MostError = 1000;

    /// <summary>The answer stands in the form's place.</summary>
    public static JsonObject Show(string text, bool isMarkdown = false) => new()
    {
        ["response_action"] = "update",
        ["view"] = new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = "answer",
            ["title"] = Elements.Plain("ChatOps"),
            ["close"] = Elements.Plain("Close"),
            ["blocks"] = new JsonArray(isMarkdown ? AnswerText.Markdown(text) : AnswerText.Block(text, AnswerText.MostInModal)),
        },
    };

    /// <summary>A refusal stands at its input, for the one who sent the form alone.</summary>
    public static JsonObject Refuse(string block, Answer answer) => new()
    {
        ["response_action"] = "errors",
        ["errors"] = new JsonObject { [block] = OutsideText.Line(answer.Text, MostError) },
    };
}
