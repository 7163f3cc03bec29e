using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;

namespace ChatOps.Slack.Views;

/// <summary>Opens an incident.</summary>
internal sealed class DeclareForm() : Form("declare", "Declare an incident", "Declare")
{
    private const string What = "what";
    private const string Major = "major";

    /// <inheritdoc/>
    public override string CommandOf(IReadOnlyDictionary<string, string> values, FormScope scope) =>
        $"declare {Word(values.GetValueOrDefault(Elements.ServiceMenu, ""))}{(values.ContainsKey(Major) ? " --major" : "")} {values.GetValueOrDefault(What, "")}";

    /// <inheritdoc/>
    public override string BlockOf(AnswerOutcome outcome, FormScope scope) => outcome == AnswerOutcome.NotFound ? Elements.ServiceMenu : What;

    /// <inheritdoc/>
    protected override JsonArray Blocks(FormScope scope) =>
    [
        Elements.Menu(Elements.ServiceMenu, "Service", "Type a part of its name", scope.Service is { } service ? Elements.Option(service, service) : null),
        Elements.Text(What, "What is wrong", lines: true, initial: scope.Text, placeholder: "Nobody can pay"),
        Elements.Tick(Major, "Major incident", "It is one: ask the user at once"),
    ];
}
