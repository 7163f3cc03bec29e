using System.Globalization;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>News for the thread: what happened, in one sentence, and what happens next.</summary>
internal static class News
{
    /// <summary>The news of an entry that has no message of its own.</summary>
    public static ChatMessage Write(Incident incident, TimelineEntry entry, MessageContext context)
    {
        var text = TimelineText.Of(entry);
        var blocks = new List<Block>();
        IReadOnlyList<Button> buttons = entry is OptionFailed or SnoozeEnded or Unacknowledged or IncidentReopened or Acknowledged or Assigned or ApprovalCounted ? Buttons.Of(incident) : [];
        if (entry is Consulted consulted)
        {
            // A consultation calls the role; that is what it is for.
            text = Line.Of($"{consulted.Role:mention} · {consulted.By.Name} asks about {incident.Id:strong} ({IncidentWords.What(incident)}, {IncidentWords.How(incident)}): \"{consulted.Question}\"");
            blocks.Add(new Block.Paragraph(Line.Of($"Answer with {$"guide {incident.Id} <your view>":code}. No level is entered and no wait changes.")));
        }

        if (entry is RunbookSwitchTurned { FailedInARow: > 0 } off)
        {
            var coordinator = incident.Service.Domain == OnCall.Domain.Backend ? OnCall.Role.BackendCoordinator : OnCall.Role.DevOpsCoordinator;
            text = Line.Of($"{coordinator:mention} · {text}");
            var service = off.Service.Any(char.IsWhiteSpace) ? $"\"{off.Service}\"" : off.Service;
            blocks.Add(new Block.Paragraph(Line.Of($"When it is mended: {$"recovery on {service} {off.Runbook}":code}.")));
            buttons = [Buttons.Make(incident, $"Switch {off.Runbook} on", $"recovery on {service} {off.Runbook}")];
        }

        return new ChatMessage(
            OutsideText.Line($"{Where(incident)} · {(entry is Consulted or RunbookSwitchTurned ? PlainText.Of(TimelineText.Of(entry), entry.At, context.Zone) : PlainText.Of(text, entry.At, context.Zone))}"),
            entry is Consulted or RunbookSwitchTurned { FailedInARow: > 0 } ? text : Line.Of($"{incident.Id:strong} · {text}"),
            blocks,
            buttons,
            Next(incident, entry));
    }

    /// <summary>What was forbidden ends the automatic attempt at once, long before the time that self-recovery has.</summary>
    private static IReadOnlyList<Run>? Next(Incident incident, TimelineEntry entry) =>
        entry is ApprovalRejected { Approval.WaitsUntil: not null } && incident.Ladder is { Level: 1, Deadline.Reason: DeadlineReason.RecoveryEnds } && incident.Recovery.Running is { By: null }
            ? Line.Of($"The attempt ends with that; {IncidentWords.NextResponder(incident)} is called.")
            : NextMove.Of(incident, entry.At);

    /// <summary>On a locked phone nothing stands above the news: it says itself what it is about.</summary>
    private static string Where(Incident incident) => string.Create(
        CultureInfo.InvariantCulture, $"L{incident.Ladder.Level} · {incident.Id} · {IncidentWords.What(incident)} ({IncidentWords.How(incident)})");
}
