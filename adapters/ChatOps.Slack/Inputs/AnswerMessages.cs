using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Slack.Views;

namespace ChatOps.Slack.Inputs;

/// <summary>Answers as messages: for the one who asked alone, unless an incident began by it.</summary>
internal static class AnswerMessages
{
    /// <summary>What the ids of buttons begin with that say "yes, do it".</summary>
    public const string ConfirmPrefix = "confirm:";

    /// <summary>What the ids of buttons begin with that open a form.</summary>
    public const string FormPrefix = "form:";

    /// <summary>An answer to a command.</summary>
    /// <param name="answer">What became of it.</param>
    /// <param name="command">The command, which a confirmation repeats.</param>
    /// <param name="isMarkdown">True: the text is Markdown.</param>
    public static JsonObject Of(Answer answer, string command, bool isMarkdown = false)
    {
        var blocks = new JsonArray(isMarkdown ? AnswerText.Markdown(answer.Text, AnswerText.MostInMessage) : AnswerText.Block(answer.Text));
        if (answer.Outcome == AnswerOutcome.Confirm && command.Length < 1900)
        {
            blocks.Add(Buttons(Button("Yes, do it", ConfirmPrefix + "0", Confirmed(command, answer.Incident), "primary")));
        }

        return Message(answer.Text, blocks);
    }

    /// <summary>A sentence of our own.</summary>
    public static JsonObject Say(string text) => Message(text, new JsonArray(AnswerText.Block(text)));

    /// <summary>What a mention gets whose command wants a form: only a click can open one.</summary>
    public static JsonObject OfferForm(string text, string form, string? incident)
    {
        var button = Button("Open the form", FormPrefix + form, incident ?? "-", "primary");
        return Message(text, new JsonArray(AnswerText.Block(text), Buttons(button)));
    }

    private static JsonObject Message(string text, JsonArray blocks) =>
        new() { ["response_type"] = "ephemeral", ["text"] = AnswerText.Fallback(text), ["blocks"] = blocks };

    /// <summary>The command with its confirmation; in a thread the incident may have been left out, so it is named before it.</summary>
    private static string Confirmed(string command, IncidentId? incident) => $"{incident?.ToString() ?? "-"} {command} --yes";

    private static JsonObject Buttons(JsonObject button) => new() { ["type"] = "actions", ["elements"] = new JsonArray(button) };

    private static JsonObject Button(string label, string action, string value, string style) => new()
    {
        ["type"] = "button",
        ["action_id"] = action,
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = label },
        ["value"] = value,
        ["style"] = style,
    };
}
