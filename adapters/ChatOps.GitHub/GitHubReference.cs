using System.Globalization;

namespace ChatOps.GitHub;

/// <summary>
/// An issue, as delivery keeps it: <c>acme/infra#12</c>, in small letters, since GitHub tells no case apart; and a comment of it, <c>acme/infra#12/4021</c>.
/// </summary>
/// <param name="Repository">Owner and name.</param>
/// <param name="Number">The issue's number.</param>
internal sealed record GitHubReference(string Repository, int Number)
{
    /// <summary>The comment's id; null for the issue itself.</summary>
    public long? Comment { get; init; }

    /// <summary>The one who owns the repository.</summary>
    public string Owner => Repository[..Repository.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The repository's own name.</summary>
    public string Name => Repository[(Repository.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>An issue of this repository.</summary>
    public static GitHubReference Of(string repository, int number) => new(repository.ToLowerInvariant(), number);

    /// <summary>Reads one; null when it is none.</summary>
    public static GitHubReference? Read(string? reference)
    {
        var hash = reference?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        if (hash < 3 || !IsRepository(reference![..hash])) return null;
        var parts = reference[(hash + 1)..].Split('/');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var issue = Of(reference[..hash], number);
        return parts.Length == 1 ? issue : long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var comment) ? issue with { Comment = comment } : null;
    }

    /// <summary>Whether a text names a repository: <c>owner/name</c>.</summary>
    public static bool IsRepository(string text) =>
        text.Split('/') is [{ Length: > 0 and <= 100 } owner, { Length: > 0 and <= 100 } name] && owner.All(IsPlain) && name.All(IsPlain) && name is not ("." or "..");

    /// <summary>Whether it stands in this repository.</summary>
    public bool IsIn(string repository) => Repository.Equals(repository, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() =>
        Comment is { } comment ? string.Create(CultureInfo.InvariantCulture, $"{Repository}#{Number}/{comment}") : string.Create(CultureInfo.InvariantCulture, $"{Repository}#{Number}");

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
