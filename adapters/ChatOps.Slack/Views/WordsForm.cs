using System.Text.Json.Nodes;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;

namespace ChatOps.Slack.Views;

/// <summary>Asks for the rest of any command that a button began.</summary>
internal sealed class WordsForm() : Form("words", "ChatOps", "Send")
{
    private const string Rest = "rest";

    /// <inheritdoc/>
    public override string CommandOf(IReadOnlyDictionary<string, string> values, FormScope scope) => $"{scope.Command} {values.GetValueOrDefault(Rest, "")}";

    /// <inheritdoc/>
    public override string BlockOf(AnswerOutcome outcome, FormScope scope) => Rest;

    /// <inheritdoc/>
    protected override JsonArray Blocks(FormScope scope)
    {
        var command = CommandTable.Find(CommandWords.Of(scope.Command ?? "").Take() ?? "");
        return
        [
            Elements.Line(scope.Command?.Trim() ?? ""),
            Elements.Text(Rest, "The rest of the command", lines: true, hint: command is null ? null : $"{command.Syntax}, for example: {command.Example}"),
        ];
    }
}
