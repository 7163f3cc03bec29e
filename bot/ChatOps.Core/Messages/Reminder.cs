using ChatOps.Core.Incidents;

namespace ChatOps.Core.Messages;

/// <summary>Half of a budget is over (rule 2.13): one line, in the thread.</summary>
internal static class Reminder
{
    /// <summary>The reminder.</summary>
    public static ChatMessage Write(Incident incident, Reminded entry)
    {
        var what = entry.ToAcknowledge ? "acknowledge" : "resolve it";
        return new ChatMessage(
            OutsideText.Line($"L{incident.Ladder.Level} · {incident.Id} · {IncidentWords.What(incident)} · {DurationText.Of(entry.Left)} left to {what}"),
            Line.Of($"{incident.Id:strong} is not over: {IncidentWords.What(incident)} ({IncidentWords.How(incident)}, Level {incident.Ladder.Level}). {entry.Responder:mention} has {entry.Left} left to {what}, then {entry.Next} is called."),
            [],
            Buttons.Of(incident),
            NextMove.Of(incident, entry.At));
    }
}
