using ChatOps.Core.OnCall;

namespace ChatOps.Core.Incidents.Advising;

/// <summary>A responder says what to do.</summary>
/// <param name="Text">What; bounded.</param>
public sealed record Guide(Actor By, string Text, int? Stamp = null) : CommandInput(By, Stamp);
