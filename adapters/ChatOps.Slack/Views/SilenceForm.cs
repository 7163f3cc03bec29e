using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;

namespace ChatOps.Slack.Views;

/// <summary>Mutes a service for a while.</summary>
internal sealed class SilenceForm() : Form("silence", "Silence a service", "Silence")
{
    private const string For = "for";
    private const string Reason = "reason";

    /// <inheritdoc/>
    public override string CommandOf(IReadOnlyDictionary<string, string> values, FormScope scope) =>
        $"silence {Word(values.GetValueOrDefault(Elements.ServiceMenu, ""))} {values.GetValueOrDefault(For, "").Trim()} {values.GetValueOrDefault(Reason, "")}".TrimEnd();

    /// <inheritdoc/>
    public override string BlockOf(AnswerOutcome outcome, FormScope scope) => outcome == AnswerOutcome.Invalid ? For : Elements.ServiceMenu;

    /// <inheritdoc/>
    protected override JsonArray Blocks(FormScope scope) =>
    [
        Elements.Menu(Elements.ServiceMenu, "Service", "Type a part of its name", scope.Service is { } service ? Elements.Option(service, service) : null),
        Elements.Text(For, "For how long", lines: false, initial: "1h", hint: "Such as 30m, 2h or 1d. Alerts are recorded all the same; what still fires then is told."),
        Elements.Text(Reason, "Why", lines: false, placeholder: "Planned work", optional: true),
    ];
}
