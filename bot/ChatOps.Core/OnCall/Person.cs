namespace ChatOps.Core.OnCall;

/// <summary>Somebody known (configuration <c>People</c>).</summary>
/// <param name="Name">The name that commands take and messages show.</param>
/// <param name="Roles">What they may do is decided by these alone, never by the channel a command came from.</param>
/// <param name="Handles">Who they are on each platform, by its name (<c>slack</c>, <c>teams</c>, <c>github</c>).</param>
/// <param name="Email">By which a platform that is asked for it can tell who they are there; null: none is known.</param>
public sealed record Person(string Name, IReadOnlyList<string> Roles, IReadOnlyDictionary<string, string> Handles, string? Email = null);
