using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// One line of an incident's append-only record. Everything that happens is one of these; the incident changes only by applying them.
/// Each kind is a record in <c>Entries.*.cs</c>, named in the past tense, with a stable name in JSON.
/// </summary>
/// <param name="At">When it happened.</param>
/// <param name="By">Who or what caused it.</param>
public abstract partial record TimelineEntry(DateTimeOffset At, Actor By);
