using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// Something that may change an incident: an alert, a click, a struck clock, the end of an attempt. Each kind is a record beside the rule
/// that decides it, in the folder of its act.
/// </summary>
/// <param name="By">Who or what brings it.</param>
public abstract record IncidentInput(Actor By);

/// <summary>What a person asks for, typed or by a button; it always has an answer.</summary>
/// <param name="By">The person, with their roles as configured now.</param>
/// <param name="Stamp">For a button, the incident's stamp when it was drawn: another one now, and the button is stale (rule 2.16). Null when typed.</param>
public abstract record CommandInput(Actor By, int? Stamp) : IncidentInput(By);
