using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>What the record of an incident asks for afterwards; each with its owner, where the record names one.</summary>
internal static class FollowUp
{
    /// <summary>The follow-ups, the weightiest first; never none.</summary>
    public static IEnumerable<(string What, string? Owner)> Of(Incident incident, int earlier)
    {
        var found = Found(incident, earlier).ToList();
        return found.Count > 0 ? found : [("Nothing that the record shows: self-recovery mended it at the first attempt. Read the error once all the same", Owner(incident))];
    }

    private static IEnumerable<(string What, string? Owner)> Found(Incident incident, int earlier)
    {
        var service = incident.Service.Name;
        if (incident.Ending is { By: ResolvedBy.Person or ResolvedBy.Source or ResolvedBy.Expired, Note: null }) yield return ("Write down what mended it: the record does not know", Owner(incident));
        if (earlier >= 2) yield return ($"Find the lasting cause: this is incident {earlier + 1} of its kind", Owner(incident));
        if (incident.Challenge == Challenge.Unknown) yield return ($"Add a classification rule, so that the next alert of this kind has a runbook", null);
        if (!incident.Service.InCatalog) yield return ($"Add {service} to the catalog", null);
        else if (incident.Service.Impact is null) yield return ($"Say in the catalog what people lose when {service} is down", null);
        if (incident.Recovery.Ended == RecoveryEnd.NoRunbook && incident.Challenge != Challenge.Unknown) yield return ($"Write a runbook for {incident.Challenge} of {service}", null);
        foreach (var runbook in incident.Recovery.Attempts.Where(attempt => attempt.By is null && attempt.Outcome is AttemptOutcome.Failed or AttemptOutcome.TimedOut).Select(attempt => attempt.Runbook).Distinct(StringComparer.Ordinal))
        {
            yield return ($"Improve the runbook {runbook}: it did not help here", null);
        }

        if (incident.Recovery.Attempts.Any(attempt => attempt.Outcome == AttemptOutcome.NotApproved)) yield return ("Decide whether the step that waited for an approval may run by itself", null);
        foreach (var stay in incident.Facts.Stays.Where(stay => stay.Passed)) yield return ($"Give {stay.Responder} a handle on an enabled platform: the level was passed", null);
        foreach (var responder in incident.Facts.Stays.Where(stay => stay is { Passed: false, AcknowledgedBy: null, LeftAt: not null }).Select(stay => stay.Responder).Distinct(StringComparer.Ordinal))
        {
            yield return ($"Find out why nobody acknowledged for {responder}", null);
        }
    }

    private static string? Owner(Incident incident) => incident.Ending?.Before.Owner ?? incident.Ladder.Owner ?? incident.Ending?.Who;
}
