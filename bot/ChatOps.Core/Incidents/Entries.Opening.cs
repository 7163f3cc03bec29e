using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>The incident began, at Level 1; always the first entry.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">What makes it this problem and no other.</param>
/// <param name="Service">Its service, as the catalog describes it now.</param>
/// <param name="Policy">The figures it climbs by, for its whole life.</param>
/// <param name="Title">What is wrong in a few words; data of a stranger.</param>
/// <param name="Severity">The worst severity of its alerts.</param>
/// <param name="ClassifiedBy">The rule that named its challenge, or null.</param>
/// <param name="Declared">True when a person declared it.</param>
/// <param name="Notes">What the incident says about itself: <c>not in the catalog</c>, <c>severity "urgent" is not known</c>, ….</param>
/// <param name="Alerts">How many alerts it opened with.</param>
/// <param name="First">The first of them, at most <see cref="IncidentFacts.MostAlerts"/>.</param>
/// <param name="Labels">The labels of the very first, bounded; empty for a declared one.</param>
/// <param name="Deadline">The end of Level 1's time, should recovery start.</param>
public sealed record IncidentOpened(
    DateTimeOffset At,
    Actor By,
    IncidentId Id,
    IncidentKey Key,
    Service Service,
    EscalationPolicy Policy,
    string Title,
    Severity Severity,
    string? ClassifiedBy,
    bool Declared,
    IReadOnlyList<string> Notes,
    AlertTally Alerts,
    IReadOnlyList<AlertFact> First,
    IReadOnlyDictionary<string, string> Labels,
    Deadline Deadline) : TimelineEntry(At, By);

/// <summary>Alerts began to fire, or fired again, and belong to this incident.</summary>
/// <param name="New">Label sets that it had not seen.</param>
/// <param name="Refired">Alerts that had resolved.</param>
/// <param name="Unclassified">Alerts without a challenge that joined a named incident (rule 2.1).</param>
/// <param name="Severity">The worst of them.</param>
/// <param name="First">The first of them, as many as the incident still keeps.</param>
/// <param name="Changed">True when the incident went from nothing firing to something firing (rule 2.31).</param>
public sealed record AlertsJoined(
    DateTimeOffset At,
    Actor By,
    int New,
    int Refired,
    int Unclassified,
    Severity Severity,
    IReadOnlyList<AlertFact> First,
    bool Changed) : TimelineEntry(At, By);

/// <summary>Alerts of this incident fire no more.</summary>
/// <param name="Resolved">Those that their source called resolved.</param>
/// <param name="Expired">Those that were not repeated in time (rule 2.26).</param>
/// <param name="Unclassified">Passengers without a challenge that ended either way.</param>
/// <param name="Changed">True when nothing fires any more (rule 2.31).</param>
public sealed record AlertsEnded(DateTimeOffset At, Actor By, int Resolved, int Expired, int Unclassified, bool Changed) : TimelineEntry(At, By);

/// <summary>A classified alert joined an incident of unknown challenge and named it (rule 2.1).</summary>
/// <param name="Challenge">The challenge, from now on part of the key.</param>
/// <param name="ClassifiedBy">The rule that named it.</param>
public sealed record ChallengeNamed(DateTimeOffset At, Actor By, Challenge Challenge, string? ClassifiedBy) : TimelineEntry(At, By);

/// <summary>It changed too often between firing and resolved; news is only recorded until it is calm (rule 2.31).</summary>
/// <param name="Changes">How many changes.</param>
/// <param name="Within">In which span.</param>
public sealed record FlappingBegan(DateTimeOffset At, Actor By, int Changes, TimeSpan Within) : TimelineEntry(At, By);

/// <summary>It has been calm for long enough, or is closed; news goes out again.</summary>
public sealed record FlappingEnded(DateTimeOffset At, Actor By) : TimelineEntry(At, By);
