using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack;

/// <summary>One attempt to give something to an app, and what the app made of it.</summary>
/// <param name="Kind"><c>command</c>, <c>url_verification</c>, the type of an event or of an interaction.</param>
/// <param name="OverSocket">It went through Socket Mode.</param>
/// <param name="Payload">What was given; of a command its fields.</param>
/// <param name="Attempt">0, and 1 to 3 for retries of events.</param>
/// <param name="Status">HTTP status; none over a socket or without an answer.</param>
/// <param name="Answer">The body of the answer; over a socket the acknowledgement's payload.</param>
/// <param name="Failure">Why it failed, as <c>x-slack-retry-reason</c> spells it; none: taken in time.</param>
/// <param name="Took">From sending to the whole answer.</param>
public sealed record SlackDelivery(
    string Kind, bool OverSocket, JsonObject Payload, int Attempt, int? Status, string Answer, string? Failure, TimeSpan Took)
{
    /// <summary>What the user is told when it went wrong; none: all is well.</summary>
    public string? UserSees { get; init; }

    /// <summary>What a modal shows at its fields after a submission, by block_id.</summary>
    public IReadOnlyDictionary<string, string> FieldErrors { get; init; } = new Dictionary<string, string>();

    public bool IsTaken => Failure is null && UserSees is null;
}
