using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Storage.Attempts;

/// <summary>An attempt as it is stored: the truth about it, whatever runs it.</summary>
/// <param name="Id">The row.</param>
/// <param name="Incident">Its incident.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Environment">The environment of its incident's key.</param>
/// <param name="Service">The service it acts on.</param>
/// <param name="Plan">What is run, complete.</param>
/// <param name="State">How far it is.</param>
/// <param name="Fence">Goes up by one with each claim and each step; who does not know the present figure has lost it.</param>
/// <param name="Node">Who runs it, or null.</param>
/// <param name="LeaseUntil">Until when that one holds it without a sign of life, or null.</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="StartedAt">When somebody began, or null.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Signal">What it was told while it runs, or null.</param>
/// <param name="SignalBy">Who told it, or null.</param>
/// <param name="Outcome">How it ended, or null.</param>
/// <param name="Report">What it did and showed, or null.</param>
public sealed record AttemptRow(
    long Id,
    IncidentId Incident,
    AttemptPurpose Purpose,
    string Environment,
    string Service,
    AttemptPlan Plan,
    AttemptRowState State,
    long Fence,
    string? Node,
    DateTimeOffset? LeaseUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    AttemptSignal? Signal,
    string? SignalBy,
    AttemptOutcome? Outcome,
    AttemptReport? Report);

/// <summary>What an attempt's row is for.</summary>
public enum AttemptPurpose
{
    /// <summary>Diagnose, act, verify.</summary>
    Attempt,

    /// <summary>Only the verify of the runbook that mended the incident, again (rule 2.9).</summary>
    VerifyAgain,
}

/// <summary>How far an attempt is.</summary>
public enum AttemptRowState
{
    /// <summary>Decided; nobody has begun.</summary>
    Waiting,

    /// <summary>Somebody runs it.</summary>
    Running,

    /// <summary>It is over.</summary>
    Ended,
}

/// <summary>One step of an attempt.</summary>
/// <param name="Number">1 and up within the attempt.</param>
/// <param name="Name">The step's name.</param>
/// <param name="State">How far it is: the runner's own word.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Body">All else about it, as JSON of the runner.</param>
public sealed record AttemptStepRow(int Number, string Name, string State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Body);

/// <summary>A service that an attempt acts on (rule 6.8).</summary>
/// <param name="Service">The service.</param>
/// <param name="Holder">Who acts on it.</param>
public sealed record HeldService(string Service, TargetHolder Holder);

/// <summary>Who holds a target (rule 6.5).</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Number">The number of its attempt.</param>
public sealed record TargetHolder(IncidentId Incident, int Number);
