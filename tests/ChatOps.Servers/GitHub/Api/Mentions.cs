using System.Text.RegularExpressions;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>Who a text calls, as GitHub reads it. A backslash stops no mention; code, and a character that is not seen behind the @, do.</summary>
internal static partial class Mentions
{
    public static IReadOnlyList<string> Of(GitHubSystem github, string text) => Known(github, Code().Replace(Comment().Replace(text, ""), " "));

    /// <summary>In a mail that quotes the text, code is plain text.</summary>
    public static IReadOnlyList<string> InMail(GitHubSystem github, string text) => Known(github, Comment().Replace(text, ""));

    private static List<string> Known(GitHubSystem github, string text) =>
    [
        .. Mention().Matches(text).Select(match => match.Groups[1].Value)
            .Where(name => name.Contains('/', StringComparison.Ordinal)
                ? github.Teams.Exists(team => $"{team.Organization}/{team.Slug}".Equals(name, StringComparison.OrdinalIgnoreCase)) && github.Options.Permissions.ContainsKey("members")
                : github.Accounts.ContainsKey(name)),
    ];

    [GeneratedRegex(@"(?<![\w/`.-])@([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // A fence of any length to its like, then spans.
    [GeneratedRegex(@"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\z)|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
