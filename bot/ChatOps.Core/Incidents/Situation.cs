using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Incidents;

/// <summary>
/// What a decision needs to know of the world beside the incident itself: facts, read in the transaction of the decision, never calls. Whoever reads
/// it fills in what the input's family needs; each fact says for which inputs that is.
/// </summary>
public sealed record Situation
{
    /// <summary>The id that an incident gets if one opens now. For inputs that can open one.</summary>
    public IncidentId NextId { get; init; }

    /// <summary>The catalog's entry of the service (or what stands in for one it does not know). For inputs that can open an incident.</summary>
    public Service? Service { get; init; }

    /// <summary>The configured figures; a new incident keeps them for life. For inputs that can open an incident.</summary>
    public EscalationPolicy Policy { get; init; } = new();

    /// <summary>The roles whose responder has a handle on an enabled platform (rule 2.12). Always.</summary>
    public IReadOnlySet<string> Reachable { get; init; } = new HashSet<string>();

    /// <summary>The hours that waits of services of criticality low run in (rule 2.4). Always.</summary>
    public WorkingHours WorkingHours { get; init; } = WorkingHours.Usual;

    /// <summary>The runbook that fits the incident's challenge and service, or null. Whenever an attempt may start, which is nearly always.</summary>
    public RunbookFacts? Runbook { get; init; }

    /// <summary>Why no runbook fits, a clause for people (<c>no runbook for ServiceDown</c>); null when one does.</summary>
    public string? WhyNoRunbook { get; init; }

    /// <summary>The runbook that a command names, or null when there is none of that name. For <c>run</c> and <c>decide … run</c>.</summary>
    public RunbookFacts? NamedRunbook { get; init; }

    /// <summary>
    /// The runbook of an attempt that already ran, with the text it ran: of the attempt that mended the incident (settling, rule 2.9), or that
    /// offered the approval (rule 6.2). Null when neither is the case.
    /// </summary>
    public RunbookFacts? AttemptRunbook { get; init; }

    /// <summary>Why acting steps are dry runs now, a clause for people (<c>ana switched self-recovery off at 02:10</c>); null when they act (rule 6.4).</summary>
    public string? RecoveryOff { get; init; }

    /// <summary>The service that this one needs and that is down, the root where several are (rule 6.7); null when none is. Whenever an attempt may start.</summary>
    public DependencyDown? DependencyDown { get; init; }

    /// <summary>The silence by which all firing alerts of the incident are covered (rule 2.27), the one that ends last; null when one is not covered.</summary>
    public Cover? Cover { get; init; }

    /// <summary>Critical services that are down. Whenever an incident opens, reopens, is named or is declared major.</summary>
    public CriticalDown CriticalDown { get; init; } = CriticalDown.None;

    /// <summary>Earlier incidents of this key (rule 2.5). For inputs that can open one.</summary>
    public Recurrence Recent { get; init; } = Recurrence.None;

    /// <summary>Another open incident that holds one of the incident's keys, or null. For inputs that open, reopen or name one.</summary>
    public IncidentId? KeyHeldBy { get; init; }

    /// <summary>The incident that a <c>merge</c> names, or null when there is none.</summary>
    public MergeTarget? MergeTarget { get; init; }

    /// <summary>The person that a command names, or null when nobody is known by that name. For <c>assign</c> and <c>decide … hand</c>.</summary>
    public PersonFacts? Person { get; init; }

    /// <summary>True above the storm figure (rule 2.30). Always.</summary>
    public bool Storm { get; init; }
}

/// <summary>A runbook as a decision sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its YAML as loaded; an attempt keeps it.</param>
/// <param name="Acts">True when a step of it can change something.</param>
/// <param name="ActionsLastHour">How often it acted on this service in the last hour (rule 2.10).</param>
/// <param name="Roles">Who may run it and approve its steps; empty: coordinators and above.</param>
/// <param name="Summary">What it does and what that may break, in words for people, or null.</param>
/// <param name="TargetLockedBy">The attempt of another incident that acts on one of its targets now (rule 6.5), for people (<c>INC-7, attempt 1</c>); or null.</param>
/// <param name="Score">How often it mended this challenge of this service; null when it was never tried.</param>
public sealed record RunbookFacts(
    string Name, string Text, bool Acts, int ActionsLastHour, IReadOnlyList<string> Roles, string? Summary = null, string? TargetLockedBy = null, RunbookScore? Score = null);

/// <summary>A silence that covers all firing alerts of an incident.</summary>
/// <param name="Silence">Its id.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Reason">Why it was put on, or null.</param>
public sealed record Cover(string Silence, DateTimeOffset EndsAt, string? Reason = null);

/// <summary>Critical services that are down: open incidents of criticality <c>critical</c> and challenge <c>ServiceDown</c>, majors left aside.</summary>
/// <param name="Others">Those incidents without the one that is decided.</param>
/// <param name="Major">The open major incident, or null.</param>
public sealed record CriticalDown(IReadOnlyList<MajorChild> Others, IncidentId? Major)
{
    /// <summary>None is down.</summary>
    public static readonly CriticalDown None = new([], null);
}

/// <summary>Earlier incidents of one key (rule 2.5).</summary>
/// <param name="Count">How many opened within <see cref="EscalationPolicy.RecurringWithin"/>; merged ones left aside.</param>
/// <param name="Last">The last of them, or null.</param>
public sealed record Recurrence(int Count, IncidentId? Last)
{
    /// <summary>None.</summary>
    public static readonly Recurrence None = new(0, null);
}

/// <summary>The incident that another one is to be merged into.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Open">True while it is not resolved.</param>
/// <param name="MergedInto">Where it was merged into itself, or null.</param>
public sealed record MergeTarget(IncidentId Id, bool Open, IncidentId? MergedInto);

/// <summary>A known person.</summary>
/// <param name="Name">The name that the configuration knows them by.</param>
/// <param name="Roles">Their roles.</param>
public sealed record PersonFacts(string Name, IReadOnlyList<string> Roles);
