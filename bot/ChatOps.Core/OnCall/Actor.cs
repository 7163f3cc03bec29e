using System.Text.Json.Serialization;

namespace ChatOps.Core.OnCall;

/// <summary>Who or what caused something: the bot itself, a source of alerts, or a person on a platform.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Name">The person's or source's name; <c>ChatOps</c> for the bot.</param>
/// <param name="Roles">The person's roles, as configured when they acted; empty for the others.</param>
/// <param name="Via">The platform a person acted on (<c>local</c>, <c>slack</c>, <c>teams</c>, <c>github</c>, <c>api</c>), or null.</param>
public sealed record Actor(ActorKind Kind, string Name, IReadOnlyList<string> Roles, string? Via = null)
{
    /// <summary>The bot itself: deadlines, recovery, rules.</summary>
    public static readonly Actor Bot = new(ActorKind.Bot, "ChatOps", []);

    /// <summary>A source of alerts.</summary>
    public static Actor Source(string name) => new(ActorKind.Source, name, []);

    /// <summary>A person.</summary>
    public static Actor Person(string name, IReadOnlyList<string> roles, string via) => new(ActorKind.Person, name, roles, via);

    /// <summary>The highest level of the ladder (2 to 4) that the actor's roles belong to, or 0.</summary>
    [JsonIgnore]
    public int HighestLevel => Roles.Count == 0 ? 0 : Roles.Max(Role.LevelOf);
}

/// <summary>The kinds of <see cref="Actor"/>.</summary>
public enum ActorKind
{
    /// <summary>The bot itself.</summary>
    Bot,

    /// <summary>A source of alerts.</summary>
    Source,

    /// <summary>A person.</summary>
    Person,
}
