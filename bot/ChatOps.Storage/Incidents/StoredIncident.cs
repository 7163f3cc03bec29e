using ChatOps.Core.Incidents;

namespace ChatOps.Storage.Incidents;

/// <summary>An incident as it is stored.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="LastSeq">The number of its last entry: 1 for the first.</param>
public sealed record StoredIncident(Incident Incident, int LastSeq);

/// <summary>One line of an incident's record, as it is stored.</summary>
/// <param name="Seq">1 and up within the incident.</param>
/// <param name="Entry">What happened.</param>
public sealed record StoredEntry(int Seq, TimelineEntry Entry);
