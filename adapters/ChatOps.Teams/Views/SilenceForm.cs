using System.Text.Json.Nodes;
using ChatOps.Core.Intake;

namespace ChatOps.Teams.Views;

/// <summary>Mutes a service for a while.</summary>
internal sealed class SilenceForm() : Form("silence", "Silence a service", "Silence")
{
    private const string For = "in.for";
    private const string Reason = "in.reason";

    /// <inheritdoc/>
    public override bool WantsServices => true;

    /// <inheritdoc/>
    public override string CommandOf(FilledIn filled, FormScope scope) => $"silence {Word(FormElements.ServiceOf(filled))} {filled[For]} {filled[Reason]}".TrimEnd();

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> Inputs(FormScope scope, IReadOnlyList<MenuItem> items) =>
    [
        .. FormElements.Services(scope, items),
        FormElements.Text(For, "For how long (30m, 2h, 1d)", scope.Typed, initial: "1h"),
        FormElements.Text(Reason, "Why", scope.Typed, placeholder: "Planned work", isRequired: false),
    ];
}
