using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents.Recovering;

/// <summary>A step of the running attempt waits for an approval.</summary>
/// <param name="Approval">What is asked, of whom, and until when the attempt waits.</param>
public sealed record ApprovalNeeded(OfferedApproval Approval) : IncidentInput(Actor.Bot);
