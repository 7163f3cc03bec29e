using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>It ended. To somebody who was called for it and has not come yet: nothing to do (rule 2.17).</summary>
internal static class ResolvedMessage
{
    /// <summary>The news.</summary>
    public static ChatMessage Write(Incident incident, IncidentResolved entry)
    {
        var overtaken = CalledForNothing(incident);
        var title = overtaken
            ? Line.Of($"{incident.Id:strong} · {IncidentWords.Mended(incident)} · {"resolved, nothing to do":strong}: solved by itself at {entry.At} ({By(incident)}).")
            : Line.Of($"{incident.Id:strong} · {IncidentWords.Mended(incident):strong} · resolved {entry.At} after {entry.At - incident.OpenedAt} · by {By(incident)}");
        var summary = overtaken ? $"{incident.Id} · resolved, nothing to do · {IncidentWords.Mended(incident)}" : $"{incident.Id} · {IncidentWords.Mended(incident)} after {DurationText.Of(entry.At - incident.OpenedAt)}";
        IReadOnlyList<Block> blocks = entry.Note is { } note ? [new Block.Paragraph(Line.Of($"{entry.Who ?? entry.By.Name}: \"{note}\""))] : [];
        return new ChatMessage(OutsideText.Line(summary), title, blocks, Buttons.Of(incident), NextMove.Of(incident, entry.At));
    }

    /// <summary>Whether somebody was called and has not come yet, and it ended without them.</summary>
    public static bool CalledForNothing(Incident incident) =>
        incident.Ending is { By: not ResolvedBy.Person, Before: { Mention: not null, Owner: null, AcknowledgedAt: null } };

    /// <summary>What ended it (<c>ana (Level 2), attempt 3 (restart-service)</c>).</summary>
    public static string By(Incident incident)
    {
        if (incident.Ending is not { } ending) return "nobody";
        var attempt = ending.Attempt is { } number ? incident.Recovery.Attempts.FirstOrDefault(one => one.Number == number) : null;
        return ending.By switch
        {
            ResolvedBy.Attempt when attempt is { By: { } person } => $"{person} (Level {ending.Before.Level}), {Run(attempt)}",
            ResolvedBy.Attempt when attempt is not null => $"self-recovery, {Run(attempt)}",
            ResolvedBy.Attempt => "self-recovery",
            ResolvedBy.Person => $"{ending.Who} (Level {ending.Before.Level})",
            ResolvedBy.Source => "its source: the alerts resolved",
            ResolvedBy.Expired => "expiry: the alerts were not repeated",
            ResolvedBy.Merged => "a merge",
            _ => throw new ArgumentOutOfRangeException(nameof(incident), ending.By, "an ending without words"),
        };
    }

    private static string Run(AttemptSummary attempt) => $"attempt {attempt.Number} ({attempt.Runbook})";
}
