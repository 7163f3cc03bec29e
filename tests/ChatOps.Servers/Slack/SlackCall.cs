using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack;

/// <summary>A call of the Web API and its answer.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Method">Such as <c>chat.postMessage</c>.</param>
/// <param name="Channel">The channel that it names, if it does.</param>
/// <param name="Arguments">As the app sent them, without the token.</param>
/// <param name="Status">HTTP status; 0: the connection was cut.</param>
/// <param name="Error">Slack's word; none: it succeeded.</param>
/// <param name="IgnoredRetryAfter">It came before the wait was over that a 429 had asked for.</param>
public sealed record SlackCall(DateTimeOffset At, string Method, string? Channel, JsonObject Arguments, int Status, string? Error, bool IgnoredRetryAfter);
