using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// Something that may change an incident: an alert, a click, a struck clock, the end of an attempt. Each kind is a record beside the rule
/// that decides it, in the folder of its act.
/// </summary>
/// <param name="By">Who or what brings it.</param>
public abstract record IncidentInput(Actor By);
