using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.Limits;

namespace ChatOps.Servers.Slack.Api;

/// <param name="Name">Such as <c>chat.postMessage</c>.</param>
/// <param name="Tier">How often it may be called.</param>
/// <param name="Scope">Bot scope without which it is refused; none: any token, or the method looks itself.</param>
/// <param name="Answer">What it does, called with the lock held. Fields beside <c>ok</c>.</param>
internal sealed record ApiMethod(string Name, Tier Tier, string? Scope, Func<ApiCall, JsonObject> Answer)
{
    /// <summary>It only reads, so GET will do.</summary>
    public bool Reads { get; init; }

    /// <summary>It takes an app-level token and no other.</summary>
    public bool TakesAppToken { get; init; }

    /// <summary>It needs no token.</summary>
    public bool IsOpen { get; init; }
}
