namespace ChatOps.Core.Incidents;

/// <summary>What a decision comes to. A refused or stale act has no entry, and still an answer.</summary>
/// <param name="Incident">The incident after the entries; null when nothing was opened.</param>
/// <param name="Entries">What happened, in order.</param>
/// <param name="Effects">What is to be done outside, committed with the entries.</param>
/// <param name="Answer">What the one who asked is told; null for inputs that nobody waits for.</param>
public sealed record Decision(Incident? Incident, IReadOnlyList<TimelineEntry> Entries, IReadOnlyList<Effect> Effects, Answer? Answer);

/// <summary>What the one who asked is told.</summary>
/// <param name="Outcome">Done, refused, or nothing to do.</param>
/// <param name="Text">One or two plain sentences.</param>
/// <param name="Incident">The incident it is about, or null.</param>
public sealed record Answer(AnswerOutcome Outcome, string Text, IncidentId? Incident = null);

/// <summary>The kinds of answer.</summary>
public enum AnswerOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>Things stand differently than the asker saw, or it was done already; nothing changed.</summary>
    Nothing,

    /// <summary>The asker must say it again with a confirmation (rule 2.16).</summary>
    Confirm,

    /// <summary>The asker may not; the text names the role that is missing.</summary>
    NotAllowed,

    /// <summary>It cannot be understood or done; the text says why and gives an example.</summary>
    Invalid,

    /// <summary>There is no such incident, service, person or runbook.</summary>
    NotFound,
}
