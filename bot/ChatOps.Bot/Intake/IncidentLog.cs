using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Bot.Intake;

/// <summary>What an operator wants to find in the log of each incident: that it opened, rose, found an owner and ended. All else is on its timeline.</summary>
internal sealed class IncidentLog(CommitNews news, MessageContext messages, ILogger<IncidentLog> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        news.Recorded += Write;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        news.Recorded -= Write;
        return Task.CompletedTask;
    }

    private void Write(IncidentId incident, TimelineEntry entry)
    {
        if (!IsTold(entry) || !log.IsEnabled(LogLevel.Information)) return;
        var text = TimelineText.Plain(entry, messages.Zone);
        // Some sentences begin with the id themselves.
        var id = $"{incident} ";
        log.LogInformation("{Incident}: {Event}", incident, text.StartsWith(id, StringComparison.Ordinal) ? text[id.Length..] : text);
    }

    private static bool IsTold(TimelineEntry entry) => entry is
        IncidentOpened or LevelEntered or LevelPassed or MentionFellBack or Acknowledged or Assigned or OptionChosen or OptionFailed
        or IncidentResolved or IncidentReopened or IncidentMerged or IncidentClosed;
}
