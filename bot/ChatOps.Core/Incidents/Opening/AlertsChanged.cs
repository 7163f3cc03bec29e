using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Opening;

/// <summary>
/// What the intake found when it compared incoming alerts with those it knows: only changes, summed up for one incident (repeats change nothing and
/// never come here). Alerts that a silence covers come only to an open incident; to others they are recorded by the intake alone (rule 2.27).
/// </summary>
/// <param name="Key">The key these alerts have; it may name the challenge of an incident that is still unknown (rule 2.1).</param>
/// <param name="ClassifiedBy">The rule that named the challenge, or null.</param>
/// <param name="Severity">The worst severity of those that fire. <c>none</c> and <c>info</c> open nothing (rule 2.3).</param>
/// <param name="New">Firing label sets that the incident had not seen.</param>
/// <param name="Refired">Alerts of the incident that had resolved and fire again.</param>
/// <param name="Resolved">Alerts of the incident that their source called resolved.</param>
/// <param name="Expired">Alerts of the incident that were not repeated in time (rule 2.26).</param>
/// <param name="Unclassified">Firing alerts without a challenge that join a named incident (rule 2.1); not counted above.</param>
/// <param name="UnclassifiedEnded">Passengers without a challenge that ended; not counted above.</param>
/// <param name="First">The first of the new ones, at most <see cref="IncidentFacts.MostAlerts"/>.</param>
/// <param name="Labels">The labels of the very first, bounded.</param>
/// <param name="Notes">What an incident that opens by them says about itself: <c>not in the catalog</c>, ….</param>
/// <param name="Security">True when a label marks them as a matter of security: the auditor is consulted.</param>
public sealed record AlertsChanged(
    Actor By,
    IncidentKey Key,
    string? ClassifiedBy,
    Severity Severity,
    int New,
    int Refired,
    int Resolved,
    int Expired,
    int Unclassified,
    int UnclassifiedEnded,
    IReadOnlyList<AlertFact> First,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<string> Notes,
    bool Security = false) : IncidentInput(By);
