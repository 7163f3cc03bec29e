using System.Text.Json.Nodes;
using ChatOps.Core.Intake;

namespace ChatOps.Teams.Views;

/// <summary>Opens an incident.</summary>
internal sealed class DeclareForm() : Form("declare", "Declare an incident", "Declare")
{
    private const string What = "in.what";
    private const string Major = "in.major";

    /// <inheritdoc/>
    public override bool WantsServices => true;

    /// <inheritdoc/>
    public override string CommandOf(FilledIn filled, FormScope scope) => $"declare {Word(FormElements.ServiceOf(filled))}{(filled[Major] == "yes" ? " --major" : "")} {filled[What]}";

    /// <inheritdoc/>
    protected override IEnumerable<JsonObject> Inputs(FormScope scope, IReadOnlyList<MenuItem> items) =>
    [
        .. FormElements.Services(scope, items),
        FormElements.Text(What, "What is wrong", scope.Typed, lines: true, placeholder: "Nobody can pay"),
        FormElements.Tick(Major, "A major incident: ask the user at once"),
    ];
}
