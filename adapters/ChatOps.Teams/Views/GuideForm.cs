using System.Text.Json.Nodes;
using ChatOps.Core.Intake;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams.Views;

/// <summary>Says what should be done about an incident.</summary>
internal sealed class GuideForm() : Form("guide", "Guide", "Send")
{
    private const string Guidance = "in.guidance";

    /// <inheritdoc/>
    public override bool ShowsAnswer => false;

    /// <inheritdoc/>
    public override bool WantsIncidents(FormScope scope) => scope.Incident is null;

    /// <inheritdoc/>
    public override string CommandOf(FilledIn filled, FormScope scope) => $"guide {scope.Incident ?? filled[FormElements.Incident]} {filled[Guidance]}";

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> Inputs(FormScope scope, IReadOnlyList<MenuItem> items) =>
    [
        scope.Incident is { } incident ? CardElements.RichText([CardElements.TextRun(incident, isStrong: true)]) : FormElements.Menu(FormElements.Incident, "Incident", items, scope.Typed[FormElements.Incident], "An open one"),
        FormElements.Text(Guidance, "What should be done", scope.Typed, lines: true, placeholder: "Roll back to 1.8.2, the pool is shared"),
    ];
}
