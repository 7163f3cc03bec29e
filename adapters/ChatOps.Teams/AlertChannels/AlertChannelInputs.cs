using System.Globalization;
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
    private const int MostIncidents = 10;

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
        var channel = ChannelOf(said)!;
        var services = desk.Services("", MostServices).Select(item => item.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var alerts = Read(said, channel, new CardAlerts("teams-channel", time.GetUtcNow(), services, channel.Service, LinkTo(said)));
        if (alerts.Count == 0) return TeamsReply.Taken;
        var receipt = await intake.AcceptAsync(alerts, cancellationToken).ConfigureAwait(false);
        if (said.Type != "message" || receipt.Incidents.Count == 0) return TeamsReply.Taken;
        var lines = new List<string>();
        foreach (var incident in receipt.Incidents.Take(MostIncidents))
        {
            if (await desk.HeadAsync(incident, cancellationToken).ConfigureAwait(false) is { } head) lines.Add(head.Summary);
        }

        if (receipt.Incidents.Count > MostIncidents) lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {receipt.Incidents.Count - MostIncidents} more"));
        return lines.Count == 0 ? TeamsReply.Taken : TeamsReply.Answer(said, AnswerCard.Of(string.Join('\n', lines)), isForAll: true);
    }

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
