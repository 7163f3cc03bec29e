using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Slack.Inputs;
using ChatOps.Slack.Payloads;
using ChatOps.Slack.People;
using ChatOps.Slack.Views;

namespace ChatOps.Slack.AlertChannels;

/// <summary>
/// Makes alerts of what other tools post in configured channels, and of their edits; the post's own thread gets one short line that names the incident.
/// Nothing that stands in a thread is read, so our line, and another bot's answer to it, start nothing.
/// </summary>
internal sealed class AlertChannelInputs(IIntake intake, IChatDesk desk, SlackTeam team, SlackOptions options, TimeProvider time)
{
    private readonly PostVersions _versions = new();

    private const int MostServices = 10_000;

    /// <summary>Whether this is a post of another tool in one of the channels.</summary>
    public bool Serves(MessageEvent message) =>
        message.Thread is null && ChannelOf(message) is { } channel && (message.Bot is not null || channel.Kind == AlertChannelKind.Pattern);

    /// <summary>A post, or an edit of one.</summary>
    public async Task<SlackReply> ServeAsync(MessageEvent message, CancellationToken cancellationToken)
    {
        if (_versions.IsOvertaken(PostOf(message), VersionOf(message))) return SlackReply.Taken;
        var channel = ChannelOf(message)!;
        var format = AlertFormat.Of(channel);
        var scope = ScopeOf(channel, message);
        var alerts = format.Read(SlackPost.Of(message.Body), scope) ?? [];
        // An unfurled link is an edit too: what says the same as before says nothing.
        if (message.Before is { } before) alerts = Changed(alerts, format.Read(SlackPost.Of(before), scope) ?? []);
        var receipt = alerts.Count == 0 ? new AlertReceipt(0, []) : await intake.AcceptAsync(alerts, cancellationToken).ConfigureAwait(false);
        _versions.Read(PostOf(message), VersionOf(message));
        return receipt.Incidents.Count == 0 ? SlackReply.Taken : SlackReply.Taken with { Later = await AnswerAsync(message, receipt.Incidents, cancellationToken).ConfigureAwait(false) };
    }

    private static string PostOf(MessageEvent message) => $"{message.Channel}:{message.Ts}";

    private static decimal VersionOf(MessageEvent message) => decimal.TryParse(message.Version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static IReadOnlyList<Alert> Changed(IReadOnlyList<Alert> now, IReadOnlyList<Alert> before)
    {
        var known = before.Select(alert => (alert.Fingerprint, alert.Status)).ToHashSet();
        return [.. now.Where(alert => !known.Contains((alert.Fingerprint, alert.Status)))];
    }

    private AlertChannel? ChannelOf(MessageEvent message) => options.AlertChannels.FirstOrDefault(channel => channel.Channel == message.Channel);

    private AlertScope ScopeOf(AlertChannel channel, MessageEvent message) => new(
        $"slack-{channel.Kind.ToString().ToLowerInvariant()}",
        time.GetUtcNow(),
        channel.Service,
        desk.Services("", MostServices).Select(item => item.Value).ToHashSet(StringComparer.OrdinalIgnoreCase),
        team.LinkTo(message.Channel, message.Ts));

    private async Task<LateAnswer?> AnswerAsync(MessageEvent message, IReadOnlyList<IncidentId> incidents, CancellationToken cancellationToken)
    {
        if (await IncidentLines.OfAsync(desk, incidents, cancellationToken).ConfigureAwait(false) is not { } text) return null;
        var post = new JsonObject { ["channel"] = message.Channel, ["thread_ts"] = message.Ts, ["text"] = AnswerText.Fallback(text), ["blocks"] = new JsonArray(AnswerText.Block(text)) };
        // An edit of the post is answered anew.
        return LateAnswer.Post(string.Create(CultureInfo.InvariantCulture, $"{message.Channel}:{message.Ts}:{text}"), post);
    }
}
