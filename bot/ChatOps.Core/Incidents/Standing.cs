using System.Globalization;

namespace ChatOps.Core.Incidents;

/// <summary>How an incident stands, in one sentence: the answer to whoever acts on something that has changed (rule 2.16).</summary>
public static class Standing
{
    /// <summary>The sentence.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="now">The instant that durations are told from.</param>
    public static string Of(Incident incident, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var ladder = incident.Ladder;
        var id = incident.Id;
        var until = ladder.Deadline is { } deadline ? $" for another {DurationText.Of(deadline.At - now)}" : "";
        var at = string.Create(CultureInfo.InvariantCulture, $"{id} stands at Level {ladder.Level}");
        return incident.State switch
        {
            IncidentState.Recovering when incident.Recovery.Under is { } under => $"{at}: it waits for {under.Root}, which {incident.Service.Name} needs{Had(ladder)}.",
            IncidentState.Recovering => $"{at}: self-recovery works on it{until}{Had(ladder)}.",
            IncidentState.AwaitingAcknowledgement => $"{at}, waiting for {ladder.Mention?.Responder ?? "its responder"}{until}.",
            IncidentState.Acknowledged => $"{at}; {ladder.Owner ?? "somebody"} has it{until}.",
            IncidentState.AwaitingDecision when ladder.Option is { } option => $"{at}; {option.By} chose \"{option.Name}\", which is being carried out.",
            IncidentState.AwaitingDecision => $"{at}, waiting for a decision of {ladder.Mention?.Responder ?? "the user"}.",
            IncidentState.Snoozed => $"{at}, snoozed{until}.",
            IncidentState.Silenced => $"{at}, paused by a silence{until}.",
            _ => Resolved(incident, now),
        };
    }

    private static string Resolved(Incident incident, DateTimeOffset now)
    {
        if (incident.MergedInto is { } other) return $"{incident.Id} was merged into {other}.";
        if (incident.Ending is not { } ending) return $"{incident.Id} is resolved.";
        var how = ending.By switch
        {
            ResolvedBy.Attempt => ending.Who is { } who ? $"by an attempt of {who}" : "by self-recovery",
            ResolvedBy.Person => $"by {ending.Who}",
            ResolvedBy.Expired => "because its alerts were not repeated",
            _ => "by its source",
        };
        var ago = now - ending.ResolvedAt < TimeSpan.FromSeconds(1) ? "just now" : DurationText.Of(now - ending.ResolvedAt) + " ago";
        return $"{incident.Id} was resolved {ago}, {how}.";
    }

    private static string Had(Ladder ladder) => ladder.Owner is { } owner ? $", {owner} has it" : "";
}
