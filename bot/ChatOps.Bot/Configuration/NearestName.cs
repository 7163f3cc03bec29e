using ChatOps.Core.Commands;

namespace ChatOps.Bot.Configuration;

/// <summary>Finds the key or word of the configuration that somebody probably meant, which are told apart without case.</summary>
internal static class NearestName
{
    /// <summary>The nearest of these, as it is spelt, or null when none is near.</summary>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        var lower = candidates.DistinctBy(candidate => candidate.ToLowerInvariant()).ToDictionary(candidate => candidate.ToLowerInvariant());
        return Nearest.To(written, lower.Keys) is { } nearest ? lower[nearest] : null;
    }
}
