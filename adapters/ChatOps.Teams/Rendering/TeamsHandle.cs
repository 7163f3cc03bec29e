using ChatOps.Core.OnCall;

namespace ChatOps.Teams.Rendering;

/// <summary>Who is meant on Teams: a directory id, the connector's own id (<c>29:…</c>) or a user principal name.</summary>
internal static class TeamsHandle
{
    private const int Longest = 200;

    /// <summary>The id that the configuration gives a role or a person; null when it gives none that can be called.</summary>
    public static string? Of(Roster roster, string name)
    {
        var handle = roster.ResponderOf(name)?.Handles.GetValueOrDefault(TeamsOptions.Platform) ?? roster.Find(name)?.Handles.GetValueOrDefault(TeamsOptions.Platform);
        return IsPerson(handle) ? handle : null;
    }

    /// <summary>Whether this names a person.</summary>
    public static bool IsPerson(string? handle) =>
        handle is { Length: > 3 and <= Longest } && !handle.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && !IsConversation(handle)
        && (handle.StartsWith("29:", StringComparison.Ordinal) || Guid.TryParseExact(handle, "D", out _) || handle.IndexOf('@', StringComparison.Ordinal) > 0);

    /// <summary>Whether this names a channel or a chat.</summary>
    public static bool IsConversation(string? handle) => handle is not null && (handle.StartsWith("19:", StringComparison.Ordinal) || handle.StartsWith("a:", StringComparison.Ordinal));

    /// <summary>Whether this conversation has threads, by the shape of its id.</summary>
    public static bool LooksLikeChannel(string conversation) =>
        conversation.EndsWith("@thread.tacv2", StringComparison.Ordinal) || conversation.EndsWith("@thread.skype", StringComparison.Ordinal);
}
