using System.Text.Json.Serialization;
using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents;

/// <summary>
/// Everything the bot does about one problem of one service. A value: it changes only by applying timeline entries, so that what the timeline
/// tells and what the incident is cannot differ (folding the stored timeline gives the stored incident).
/// </summary>
public sealed partial record Incident
{
    /// <summary>The id that people type.</summary>
    public required IncidentId Id { get; init; }

    /// <summary>What makes it this problem and no other.</summary>
    public required IncidentKey Key { get; init; }

    /// <summary>Its service, as the catalog described it when the incident opened.</summary>
    public required Service Service { get; init; }

    /// <summary>The kind of problem; starts as the key's, and may be named later (rule 2.1).</summary>
    [JsonIgnore]
    public Challenge Challenge => Key.Challenge;

    /// <summary>The rule that filed it under its challenge, for people: <c>label challenge</c>, <c>Classification:2</c>, <c>built-in: TargetDown</c>, ….</summary>
    public string? ClassifiedBy { get; init; }

    /// <summary>The worst severity of its alerts so far.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is wrong in a few words: the first alert's summary or name, or what the person declared. Data of a stranger.</summary>
    public required string Title { get; init; }

    /// <summary>The figures it climbs by.</summary>
    public required EscalationPolicy Policy { get; init; }

    /// <summary>When it opened first.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it opened or reopened last: a verify that began before proves nothing (rule 2.9).</summary>
    public required DateTimeOffset LastOpenedAt { get; init; }

    /// <summary>How many alerts it has, by what they do to it.</summary>
    public AlertTally Alerts { get; init; } = AlertTally.None;

    /// <summary>Levels 1 to 4: who is asked and until when.</summary>
    public required Ladder Ladder { get; init; }

    /// <summary>The Level 1 track, which runs beside the ladder.</summary>
    public required RecoveryTrack Recovery { get; init; }

    /// <summary>How it ended, while it is resolved.</summary>
    public Ending? Ending { get; init; }

    /// <summary>True when a person declared it: only a person or a passed verify resolves it (rule 2.23).</summary>
    public bool Declared { get; init; }

    /// <summary>True for the parent of a major incident (rule 2.18).</summary>
    public bool Major { get; init; }

    /// <summary>The major incident that this one belongs to.</summary>
    public IncidentId? Parent { get; init; }

    /// <summary>The incident that this one was merged into (rule 2.28).</summary>
    public IncidentId? MergedInto { get; init; }

    /// <summary>Keys of incidents that were merged into this one: it holds them too (rule 2.28).</summary>
    public IReadOnlyList<IncidentKey> AlsoKeys { get; init; } = [];

    /// <summary>All keys it holds while it is open.</summary>
    [JsonIgnore]
    public IEnumerable<IncidentKey> Keys => AlsoKeys.Prepend(Key);

    /// <summary>What messages need to know beside all that.</summary>
    public IncidentFacts Facts { get; init; } = IncidentFacts.None;

    /// <summary>How restless it is (rule 2.31).</summary>
    public FlapTrack Flap { get; init; } = FlapTrack.Calm;

    /// <summary>How long silences paused it so far, all together (rule 2.27).</summary>
    public TimeSpan SilencedInAll { get; init; }

    /// <summary>A silence whose pause reached its limit, or was ended by a person: it does not pause the incident again by itself.</summary>
    public string? SpentSilence { get; init; }

    /// <summary>How often it reopened, at all levels.</summary>
    public int Reopenings { get; init; }

    /// <summary>Counts changes of the incident; entries that tell but change nothing (steps, notes, messages) leave it.</summary>
    public long Version { get; init; }

    /// <summary>
    /// Counts what makes a button stale: changes of level, of state, and of the thing a button acts on (rule 2.16).
    /// Repeats, joined alerts, notes and steps leave it.
    /// </summary>
    public int Stamp { get; init; }

    /// <summary>The state, in the words of the API.</summary>
    [JsonIgnore]
    public IncidentState State => Ladder.State;
}

/// <summary>How many alerts an incident has; the alerts themselves are rows of their own.</summary>
/// <param name="Firing">Alerts that fire and hold it open.</param>
/// <param name="Resolved">Alerts that fired once and hold it open no more.</param>
/// <param name="Unclassified">Firing alerts without a challenge that joined a named incident: they neither hold it open nor reopen it (rule 2.1).</param>
public sealed record AlertTally(int Firing, int Resolved, int Unclassified)
{
    /// <summary>No alert.</summary>
    public static readonly AlertTally None = new(0, 0, 0);

    /// <summary>All alerts it ever had.</summary>
    [JsonIgnore]
    public int Total => Firing + Resolved + Unclassified;
}

/// <summary>The changes between firing and resolved that decide whether an incident flaps (rule 2.31).</summary>
/// <param name="Changes">The last few changes, oldest first; as many as make it flap.</param>
/// <param name="CalmAt">While it flaps: when it has been calm for long enough. Null when it does not flap.</param>
public sealed record FlapTrack(IReadOnlyList<DateTimeOffset> Changes, DateTimeOffset? CalmAt)
{
    /// <summary>No change yet.</summary>
    public static readonly FlapTrack Calm = new([], null);

    /// <summary>Whether news is only recorded.</summary>
    [JsonIgnore]
    public bool Flapping => CalmAt is not null;

    internal FlapTrack Changed(DateTimeOffset at, EscalationPolicy policy) => new(
        [.. Changes.Append(at).Where(change => at - change < policy.FlappingWithin).TakeLast(Math.Max(1, policy.FlappingAfter))],
        CalmAt is null ? null : at + policy.FlappingWithin);
}
