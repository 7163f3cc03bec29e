using System.Text.Json.Nodes;
using ChatOps.Core.OnCall;
using ChatOps.Slack.Wire;

namespace ChatOps.Slack.Rendering;

/// <summary>Who is meant on Slack: always an id, never a name, which people can change.</summary>
internal static class SlackHandle
{
    /// <summary>The id that the configuration gives a role or a person; null when it gives none.</summary>
    public static string? Of(Roster roster, string name) =>
        roster.ResponderOf(name)?.Handles.GetValueOrDefault(SlackOptions.Platform) ?? roster.Find(name)?.Handles.GetValueOrDefault(SlackOptions.Platform);

    /// <summary>Whether this is the id of a person, who can be written to directly.</summary>
    public static bool IsUser(string? handle) => IsId(handle, "UW");

    /// <summary>Whether this is the id of a channel.</summary>
    public static bool IsChannel(string? handle) => IsId(handle, "CG");

    /// <summary>What calls them; null when this is no id that can be called.</summary>
    public static JsonObject? Element(string? handle) =>
        IsUser(handle) ? Rich.User(handle!)
        : IsId(handle, "S") ? Rich.UserGroup(handle!)
        : IsChannel(handle) ? Rich.Channel(handle!)
        : null;

    private static bool IsId(string? handle, string kinds) =>
        handle is { Length: > 1 and <= 40 } && kinds.Contains(handle[0], StringComparison.Ordinal) && handle.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
