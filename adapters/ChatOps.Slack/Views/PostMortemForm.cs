using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;

namespace ChatOps.Slack.Views;

/// <summary>Asks for a post-mortem.</summary>
internal sealed class PostMortemForm() : Form("postmortem", "Post-mortem", "Show")
{
    /// <inheritdoc/>
    public override bool IsMarkdown => true;

    /// <inheritdoc/>
    public override string CommandOf(IReadOnlyDictionary<string, string> values, FormScope scope) => $"postmortem {values.GetValueOrDefault(Elements.EndedMenu, "")}";

    /// <inheritdoc/>
    public override string BlockOf(AnswerOutcome outcome, FormScope scope) => Elements.EndedMenu;

    /// <inheritdoc/>
    protected override JsonArray Blocks(FormScope scope) => [Elements.Menu(Elements.EndedMenu, "Incident", "Type a part of its id or service")];
}
