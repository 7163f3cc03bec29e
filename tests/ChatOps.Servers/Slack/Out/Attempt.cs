namespace ChatOps.Servers.Slack.Out;

/// <param name="Number">0, then the number of the retry.</param>
/// <param name="Reason">Why there is a retry.</param>
internal readonly record struct Attempt(int Number = 0, string? Reason = null);

/// <param name="Delivery">What happened.</param>
/// <param name="NoRetry">The app asked for no further attempt.</param>
/// <param name="AnswerType">Media type of the answer.</param>
internal sealed record Outcome(SlackDelivery Delivery, bool NoRetry = false, string? AnswerType = null);
