using System.Text.Json.Nodes;
using ChatOps.Core.Commands;
using ChatOps.Core.Intake;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams.Views;

/// <summary>Asks for the rest of any command that a button began.</summary>
internal sealed class WordsForm() : Form("words", "ChatOps", "Send")
{
    private const string Rest = "in.rest";

    /// <inheritdoc/>
    public override string CommandOf(FilledIn filled, FormScope scope) => $"{scope.Command} {filled[Rest]}";

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> Inputs(FormScope scope, IReadOnlyList<MenuItem> items)
    {
        var command = CommandTable.Find(CommandWords.Of(scope.Command ?? "").Take() ?? "");
        return
        [
            CardElements.RichText([CardElements.TextRun(scope.Command ?? "", isCode: true)]),
            FormElements.Text(Rest, "The rest of the command", scope.Typed, lines: true, placeholder: command?.Example),
        ];
    }
}
