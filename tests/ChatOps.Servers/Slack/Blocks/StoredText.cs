using System.Text.RegularExpressions;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>How Slack stores a text: the three signs escaped where they belong to no active form, web addresses made into links.</summary>
internal static partial class StoredText
{
    /// <summary>Characters that chat.postMessage keeps.</summary>
    public const int MostCharacters = 40_000;

    public static string Of(string text) => Pieces().Replace(text, match => match.Value switch
    {
        "&" => "&amp;",
        "<" => "&lt;",
        ">" => "&gt;",
        var link when link.StartsWith("http", StringComparison.Ordinal) => $"<{link}>",
        var kept => kept,
    });

    // In this order: entities and active forms stay, then bare addresses, then bare signs.
    [GeneratedRegex(@"&(?:amp|lt|gt);|<(?:@[UW][A-Z0-9]+|\#[CG][A-Z0-9]+|![a-z][^<>]*|https?://[^<>\s]+|mailto:[^<>\s]+)(?:\|[^<>]*)?>|https?://[^\s<>|&]+(?:&amp;[^\s<>|&]+)*|[&<>]")]
    private static partial Regex Pieces();
}
