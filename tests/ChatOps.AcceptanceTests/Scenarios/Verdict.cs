namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>How a scenario ended.</summary>
/// <param name="Scenario">Its name; for a drawn one with its service and noise.</param>
/// <param name="Challenge">Its challenge.</param>
/// <param name="Level">The highest level that it reached; 1: self-recovery ended it.</param>
/// <param name="Took">From the alert to the end at Level 1, or to the call of Level 2.</param>
/// <param name="Actions">What self-recovery did.</param>
/// <param name="Wrong">What is not as it has to be, or null.</param>
/// <param name="Message">The Level 2 message, or null.</param>
internal sealed record Verdict(string Scenario, string Challenge, int Level, TimeSpan Took, string Actions, string? Wrong, string? Message);
