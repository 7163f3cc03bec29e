using ChatOps.Core.Incidents;

namespace ChatOps.Storage.Incidents;

/// <summary>One line of an incident's record, as it is stored.</summary>
/// <param name="Seq">1 and up within the incident.</param>
/// <param name="Entry">What happened.</param>
public sealed record StoredEntry(int Seq, TimelineEntry Entry);
