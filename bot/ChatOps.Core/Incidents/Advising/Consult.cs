using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Advising;

/// <summary>A person asks a role for its view; no level is entered.</summary>
/// <param name="Role">The role; one that is configured.</param>
/// <param name="Question">What it is asked; bounded.</param>
public sealed record Consult(Actor By, string Role, string Question) : CommandInput(By, null);
