using ChatOps.Core.Alerts;
using ChatOps.Core.Intake;
using ChatOps.Teams.AlertCards;
using ChatOps.Teams.Inputs;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Views;

namespace ChatOps.Teams.AlertChannels;

/// <summary>
/// Makes alerts of what people write in configured channels without calling the bot, and of their edits; the post's thread gets one short answer that names the incident.
/// Nothing that stands in a thread is read, so our answer, and what is said to it, start nothing.
/// </summary>
internal sealed class AlertChannelInputs(IIntake intake, IChatDesk desk, TeamsOptions options, TimeProvider time)
{
    private const int MostServices = 10_000;

    private readonly PostVersions _versions = new();

    /// <summary>Whether this is a post that is read: one that calls the bot is a command.</summary>
    public bool Serves(Activity said) =>
        ChannelOf(said) is not null
        && !said.IsTargeted
        && said.Value.ValueKind == System.Text.Json.JsonValueKind.Undefined
        && said.From?.StartsWith("28:", StringComparison.Ordinal) == false
        && said.Mentions.All(mention => mention.Id != said.Bot)
        && (TeamsReference.OfThread(said.ConversationId) is not { } thread || thread.Activity == said.Id);

    /// <summary>A post. An edit of one is read too, and not answered: its incident's own thread tells.</summary>
    public async Task<TeamsReply> ServeAsync(Activity said, CancellationToken cancellationToken)
    {
        if (said.Id is { } id && _versions.IsOvertaken(PostOf(said, id), VersionOf(said))) return TeamsReply.Taken;
        var channel = ChannelOf(said)!;
        var services = desk.Services("", MostServices).Select(item => item.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var alerts = Read(said, channel, new CardAlerts("teams-channel", time.GetUtcNow(), services, channel.Service, LinkTo(said)));
        var receipt = alerts.Count == 0 ? new AlertReceipt(0, []) : await intake.AcceptAsync(alerts, cancellationToken).ConfigureAwait(false);
        if (said.Id is { } read) _versions.Read(PostOf(said, read), VersionOf(said));
        if (said.Type != "message" || receipt.Incidents.Count == 0) return TeamsReply.Taken;
        var text = await IncidentLines.OfAsync(desk, receipt.Incidents, cancellationToken).ConfigureAwait(false);
        return text is null ? TeamsReply.Taken : TeamsReply.Answer(said, AnswerCard.Of(text), isForAll: true);
    }

    private static string PostOf(Activity said, string id) => $"{said.ConversationId}:{id}";

    /// <summary>An edit has its post's id and comes after it; which of two edits is the later one, their times tell.</summary>
    private static decimal VersionOf(Activity said) => said.Type == "message" ? 0 : said.At?.UtcTicks ?? 1;

    private static IReadOnlyList<Alert> Read(Activity said, AlertChannel channel, CardAlerts reading)
    {
        if (said.Cards.Count > 0 && CardPost.Of(said.Cards) is { } post) return reading.Of(post);
        if (channel.Pattern is not { } pattern) return [];
        return reading.Found(pattern, [.. said.Text.Replace("&nbsp;", " ", StringComparison.Ordinal).Replace('\u00a0', ' ').Split('\n').Select(line => line.Trim())]);
    }

    private static string? LinkTo(Activity said) =>
        said.Id is { } id ? $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(TeamsReference.Root(said.ConversationId))}/{Uri.EscapeDataString(id)}" : null;

    private AlertChannel? ChannelOf(Activity said) => options.AlertChannels.FirstOrDefault(channel => channel.Channel == TeamsReference.Root(said.ConversationId));
}
