using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Advising;

/// <summary>A person writes something down.</summary>
/// <param name="Text">What; bounded.</param>
public sealed record Note(Actor By, string Text) : CommandInput(By, null);
