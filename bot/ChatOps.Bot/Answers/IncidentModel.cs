using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Answers;

/// <summary>An incident as the API shows it.</summary>
internal sealed record IncidentModel
{
    /// <summary>The id that people type.</summary>
    public required IncidentId Id { get; init; }

    /// <summary>What is wrong in a few words; data of a stranger.</summary>
    public required string Title { get; init; }

    /// <summary>Its service.</summary>
    public required string Service { get; init; }

    /// <summary>False: the catalog does not know the service.</summary>
    public required bool InCatalog { get; init; }

    /// <summary>How much the service matters.</summary>
    public required Criticality Criticality { get; init; }

    /// <summary>The environment of its key, or the empty text.</summary>
    public required string Environment { get; init; }

    /// <summary>The kind of problem.</summary>
    public required Challenge Challenge { get; init; }

    /// <summary>The rule that named the challenge, or null.</summary>
    public required string? ClassifiedBy { get; init; }

    /// <summary>The worst severity of its alerts.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Where it stands.</summary>
    public required IncidentState State { get; init; }

    /// <summary>1 to 4.</summary>
    public required int Level { get; init; }

    /// <summary>The highest level that was mentioned; its success is counted there.</summary>
    public required int HighestLevel { get; init; }

    /// <summary>When it opened first.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the present level was acknowledged, or null.</summary>
    public required DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When it was first acknowledged by anybody, or null.</summary>
    public required DateTimeOffset? FirstAcknowledgedAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public required DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What ended it, or null.</summary>
    public required ResolvedBy? ResolvedBy { get; init; }

    /// <summary>The person who ended it, or null.</summary>
    public required string? ResolvedByPerson { get; init; }

    /// <summary>When it moves on by itself, or null.</summary>
    public required DateTimeOffset? Deadline { get; init; }

    /// <summary>What happens then, or null.</summary>
    public required DeadlineReason? DeadlineReason { get; init; }

    /// <summary>The role that is asked, or null at Level 1.</summary>
    public required string? Responder { get; init; }

    /// <summary>Who has it, or null.</summary>
    public required string? Owner { get; init; }

    /// <summary>The Level 1 track.</summary>
    public required RecoveryModel Recovery { get; init; }

    /// <summary>All attempts, oldest first.</summary>
    public required IReadOnlyList<AttemptModel> Attempts { get; init; }

    /// <summary>Its alerts, oldest first, 100 at most (20 in lists); <c>alertCounts</c> counts all.</summary>
    public required IReadOnlyList<AlertModel> Alerts { get; init; }

    /// <summary>How many alerts it has.</summary>
    public required AlertTally AlertCounts { get; init; }

    /// <summary>True when a person declared it.</summary>
    public required bool Declared { get; init; }

    /// <summary>True for the parent of a major incident.</summary>
    public required bool Major { get; init; }

    /// <summary>The major incident that it belongs to, or null.</summary>
    public required IncidentId? Parent { get; init; }

    /// <summary>The incident that it was merged into, or null.</summary>
    public required IncidentId? MergedInto { get; init; }

    /// <summary>Goes up with each change.</summary>
    public required long Version { get; init; }
}

/// <summary>The Level 1 track.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Deadline">When it, or the running attempt of a person, ends; or null.</param>
/// <param name="NextAttemptAt">When the next automatic attempt starts, or null.</param>
/// <param name="EndedBecause">Why it ended, or null.</param>
/// <param name="AutomaticUsed">Automatic attempts that were used; two are the limit.</param>
/// <param name="Approval">A step that somebody may still approve, or null.</param>
/// <param name="WaitsFor">The incident of a service that this one needs, while it waits for that (rule 6.7); or null.</param>
internal sealed record RecoveryModel(RecoveryState State, DateTimeOffset? Deadline, DateTimeOffset? NextAttemptAt, string? EndedBecause, int AutomaticUsed, OfferedApproval? Approval, IncidentId? WaitsFor);

/// <summary>One attempt.</summary>
/// <param name="Number">1 and up within the incident.</param>
/// <param name="Runbook">The runbook.</param>
/// <param name="By">The person whose attempt it is, or null for an automatic one.</param>
/// <param name="StartedAt">When it was counted.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Outcome">How it ended, or null while it runs.</param>
/// <param name="Report">What it did and showed, or null while it runs.</param>
/// <param name="Steps">Its steps, in their order.</param>
internal sealed record AttemptModel(
    int Number,
    string Runbook,
    string? By,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    AttemptOutcome? Outcome,
    AttemptReport? Report,
    IReadOnlyList<StepModel> Steps);

/// <summary>One step of an attempt.</summary>
/// <param name="Number">1 and up within the attempt.</param>
/// <param name="Name">Its name.</param>
/// <param name="Phase">What it is for.</param>
/// <param name="Action">The action that it calls.</param>
/// <param name="Risk">The risk it is run at.</param>
/// <param name="Title">What it does, in the imperative.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Outcome">How it ended, or null while it runs.</param>
/// <param name="Sentence">What was seen or done, or null while it runs.</param>
/// <param name="Output">Its raw output, masked and bounded, or null.</param>
internal sealed record StepModel(
    int Number,
    string Name,
    StepPhase Phase,
    string Action,
    Risk Risk,
    string Title,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    StepOutcome? Outcome,
    string? Sentence,
    string? Output);

/// <summary>One alert.</summary>
/// <param name="Fingerprint">Its identity, as Alertmanager writes it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether it fires.</param>
/// <param name="Source">The source it last came from.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Annotations">Its texts for people.</param>
/// <param name="StartsAt">When it began, as its sender says.</param>
/// <param name="EndsAt">When it ended, or will end unless it is repeated; or null.</param>
/// <param name="UpdatedAt">When it was last received or changed.</param>
/// <param name="GeneratorUrl">The page at its sender that shows why it fires, or null.</param>
/// <param name="Links">Other links.</param>
internal sealed record AlertModel(
    string Fingerprint,
    string Name,
    AlertStatus Status,
    string Source,
    LabelSet Labels,
    LabelSet Annotations,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset UpdatedAt,
    string? GeneratorUrl,
    IReadOnlyList<AlertLink> Links);
