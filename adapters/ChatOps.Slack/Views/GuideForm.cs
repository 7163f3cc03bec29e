using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;

namespace ChatOps.Slack.Views;

/// <summary>Says what should be done about an incident.</summary>
internal sealed class GuideForm() : Form("guide", "Guide", "Send")
{
    private const string Guidance = "guidance";

    /// <inheritdoc/>
    public override bool ShowsAnswer => false;

    /// <inheritdoc/>
    public override string CommandOf(IReadOnlyDictionary<string, string> values, FormScope scope) =>
        $"guide {scope.Incident ?? values.GetValueOrDefault(Elements.IncidentMenu, "")} {values.GetValueOrDefault(Guidance, "")}";

    /// <inheritdoc/>
    public override string BlockOf(AnswerOutcome outcome, FormScope scope) => outcome == AnswerOutcome.NotFound && scope.Incident is null ? Elements.IncidentMenu : Guidance;

    /// <inheritdoc/>
    protected override JsonArray Blocks(FormScope scope) =>
    [
        scope.Incident is { } incident ? Elements.Line(incident) : Elements.Menu(Elements.IncidentMenu, "Incident", "Type a part of its id or service"),
        Elements.Text(Guidance, "What should be done", lines: true, placeholder: "Roll back to 1.8.2, the pool is shared", hint: "It stands in the thread and in what a higher level is told."),
    ];
}
