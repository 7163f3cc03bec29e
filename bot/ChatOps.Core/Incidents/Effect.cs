using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents;

/// <summary>What a decision wants done outside the incident; committed in the transaction of its entries.</summary>
public abstract record Effect;

/// <summary>
/// One message into the incident's thread on every platform of its route. It tells of one entry; it is written (by <c>Messages</c>) from that entry
/// and the incident as it is then, in the same transaction, and is frozen from there on.
/// </summary>
/// <param name="Kind">How urgent it is, and whether flapping or a storm holds it back.</param>
/// <param name="About">The entry it tells of.</param>
/// <param name="Mention">The number of the mention it carries (its first delivery comes back as an input), or null.</param>
/// <param name="Fallback">True: to the fallback route, because no platform of the incident's own took it (rule 2.12).</param>
/// <param name="Digest">True: it is listed in the storm's digest instead of going out by itself (rule 2.30); being listed is the mention.</param>
/// <param name="Thread">Another incident's thread that it goes into: a child's Level 4 mentions go into the major incident (rule 2.18).</param>
public sealed record Post(
    MessageKind Kind,
    TimelineEntry About,
    int? Mention = null,
    bool Fallback = false,
    bool Digest = false,
    IncidentId? Thread = null) : Effect;

/// <summary>A mention was overtaken: on platforms where it still waits, it is not posted (rule 2.12).</summary>
/// <param name="Mention">Its number.</param>
public sealed record Withdraw(int Mention) : Effect;

/// <summary>The incident's head message should show the present state; one pending row per thread, rendered when sent.</summary>
/// <param name="Soon">False when only the number of its alerts changed: that can wait a moment, so that many alerts cost one update.</param>
public sealed record Show(bool Soon) : Effect;

/// <summary>Start an attempt; its row is written in the same transaction, so it is counted before it runs (rule 2.6).</summary>
/// <param name="Plan">What to run.</param>
public sealed record StartAttempt(AttemptPlan Plan) : Effect;

/// <summary>Tell the running attempt that it was approved, was rejected, or has to end.</summary>
/// <param name="Attempt">Its number within the incident.</param>
/// <param name="Signal">What it is told.</param>
/// <param name="By">The person behind it, or null.</param>
public sealed record SignalAttempt(int Attempt, AttemptSignal Signal, string? By) : Effect;

/// <summary>Run only the verify of the runbook that mended the incident, and bring back its outcome (rule 2.9).</summary>
/// <param name="Plan">The runbook whose verify it is; its number is that of the attempt that passed.</param>
public sealed record VerifyAgain(AttemptPlan Plan) : Effect;

/// <summary>Write (or write anew) the post-mortem.</summary>
public sealed record WritePostMortem : Effect;

/// <summary>An input for another incident, decided in the same transaction: a merge, a child, a left-over alert.</summary>
/// <param name="To">The other incident, or null to open one.</param>
/// <param name="Input">What it is told.</param>
public sealed record Forward(IncidentId? To, IncidentInput Input) : Effect;

/// <summary>Put a silence on (the option "accept and silence until").</summary>
/// <param name="Service">The service to silence.</param>
/// <param name="Until">When it ends.</param>
/// <param name="By">Who wants it.</param>
/// <param name="Reason">Why.</param>
public sealed record AddSilence(string Service, DateTimeOffset Until, string By, string Reason) : Effect;

/// <summary>
/// The alerts without a challenge that were this incident's passengers and still fire are let go: the intake takes them as new, so that they open
/// an incident of their own (rule 2.1).
/// </summary>
public sealed record ReleaseUnclassified : Effect;

/// <summary>All alerts of this incident belong to another one from now on (rule 2.28).</summary>
/// <param name="To">The other one.</param>
public sealed record MoveAlerts(IncidentId To) : Effect;
