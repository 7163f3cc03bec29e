using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Resolving;

/// <summary>Another incident becomes part of this one (rule 2.28); forwarded by the decision of that one's <see cref="Merge"/>.</summary>
/// <param name="From">The other one.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Level">Its level.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Alerts">Its alerts.</param>
/// <param name="First">The first of them.</param>
public sealed record Absorb(
    Actor By,
    IncidentId From,
    IReadOnlyList<IncidentKey> Keys,
    int Level,
    Severity Severity,
    AlertTally Alerts,
    IReadOnlyList<AlertFact> First) : IncidentInput(By);
