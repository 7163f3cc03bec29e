using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Climbing;

/// <summary>A clock of the incident is due. One that was set anew meanwhile, or stopped, is no news; however late it comes, it moves by one level at most (rule 2.22).</summary>
/// <param name="Clock">Which one.</param>
/// <param name="DueAt">When it was due, as the sweep found it.</param>
public sealed record ClockStruck(Clock Clock, DateTimeOffset DueAt) : IncidentInput(Actor.Bot);
