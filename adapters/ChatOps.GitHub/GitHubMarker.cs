using System.Security.Cryptography;
using System.Text;

namespace ChatOps.GitHub;

/// <summary>
/// What is hidden in what we write: the outbox row's key, by which a lost answer is looked up, and the borders of our part of an issue's body. People quote
/// such marks, so each counts only in what we wrote ourselves.
/// </summary>
internal static class GitHubMarker
{
    private const string Begin = "<!-- chatops:begin ";
    private const string End = "<!-- chatops:end -->";

    /// <summary>The mark of this key.</summary>
    public static string Of(string key) => $"<!-- chatops:{Hash(key)} -->";

    /// <summary>A text with the mark of its key at its end.</summary>
    public static string Mark(string text, string key) => $"{text.TrimEnd()}\n\n{Of(key)}";

    /// <summary>Whether a text carries the mark of this key.</summary>
    public static bool Carries(string? text, string key) => text?.Contains(Of(key), StringComparison.Ordinal) == true;

    /// <summary>Our part of an issue's body.</summary>
    /// <param name="text">What stands in it.</param>
    /// <param name="closed">Whether the incident is over.</param>
    public static string Part(string text, bool closed) => $"{Begin}{(closed ? "closed" : "open")} -->\n\n{text.Trim()}\n\n{End}";

    /// <summary>The body with our part in it, written anew where it stands; at the end where there is none. What people wrote around it stays.</summary>
    public static string Place(string? body, string part)
    {
        if (Find(body) is not var (start, end)) return string.IsNullOrWhiteSpace(body) ? part : $"{body.TrimEnd()}\n\n{part}";
        return body![..start] + part + body[end..];
    }

    /// <summary>Whether our part says that the incident is over; null where there is no part of ours.</summary>
    public static bool? IsClosed(string? body) => Find(body) is var (start, _) ? body![(start + Begin.Length)..].StartsWith("closed", StringComparison.Ordinal) : null;

    private static (int Start, int End)? Find(string? body)
    {
        var start = body?.IndexOf(Begin, StringComparison.Ordinal) ?? -1;
        if (start < 0) return null;
        var end = body!.IndexOf(End, start, StringComparison.Ordinal);
        return (start, end < 0 ? body.Length : end + End.Length);
    }

    // Letters and digits alone: a key may hold what ends a comment of HTML.
    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
}
