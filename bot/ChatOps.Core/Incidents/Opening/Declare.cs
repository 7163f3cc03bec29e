using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Opening;

/// <summary>A person says that something is wrong: opens an incident, or is noted at the open one of that key.</summary>
/// <param name="Key">The key; the challenge is named by the configured rules as for an alert, else unknown.</param>
/// <param name="ClassifiedBy">The rule that named the challenge, or null.</param>
/// <param name="Title">What is wrong, in their words; bounded.</param>
/// <param name="Major">True: a major incident, which stands at Level 4 (rule 2.18).</param>
/// <param name="Notes">What the incident says about itself: <c>not in the catalog</c>, ….</param>
public sealed record Declare(Actor By, IncidentKey Key, string? ClassifiedBy, string Title, bool Major, IReadOnlyList<string> Notes) : CommandInput(By, null);
