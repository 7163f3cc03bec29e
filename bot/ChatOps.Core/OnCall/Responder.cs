namespace ChatOps.Core.OnCall;

/// <summary>Who a level mentions: a role bound to a handle on each platform (configuration <c>Responders</c>).</summary>
/// <param name="Role">The role.</param>
/// <param name="Handles">A person, a group or a rotation on each platform, by the platform's name. None is reachable on the local chat all the same.</param>
public sealed record Responder(string Role, IReadOnlyDictionary<string, string> Handles);
