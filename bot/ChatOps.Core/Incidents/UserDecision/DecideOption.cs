using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.UserDecision;

/// <summary>The user chooses an option of Level 4 (rule 2.21).</summary>
/// <param name="Option">Its name or its number in the message: <c>retry</c>, <c>2</c>.</param>
/// <param name="Person">For <c>hand</c> and <c>investigate</c>: the name as typed, or null; who that is stands in <see cref="Situation.Person"/>.</param>
/// <param name="For">For <c>accept</c>: how long it is silenced, or null.</param>
/// <param name="Runbook">For <c>run</c>: the runbook's name as typed, or null; it stands in <see cref="Situation.NamedRunbook"/>.</param>
/// <param name="Note">For <c>resolve</c>: what they say, or null.</param>
/// <param name="OverrideBudget">True: they set aside the hourly budget by name.</param>
public sealed record DecideOption(
    Actor By,
    string Option,
    string? Person = null,
    TimeSpan? For = null,
    string? Runbook = null,
    string? Note = null,
    bool OverrideBudget = false,
    int? Stamp = null) : CommandInput(By, Stamp);
