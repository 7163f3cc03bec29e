using System.Text;
using System.Text.RegularExpressions;
using ChatOps.Core.Messages;

namespace ChatOps.GitHub.Rendering;

/// <summary>
/// Data as GitHub's Markdown that shows it and nothing else. Behind each @ stands a character that is not seen, in code too: the mails that GitHub sends
/// quote code as plain text, and names in it would be called.
/// </summary>
internal static partial class GitHubText
{
    // No reader of mentions or references reads across it.
    private const string Joiner = "\u2060";

    /// <summary>Data in a line.</summary>
    public static string Escape(string text)
    {
        var escaped = Reference().Replace(MarkdownText.Escape(text), "$1" + Joiner + "$2");
        // Whoever quotes it without its mark would give a command.
        return escaped.TrimStart().StartsWith('/') ? Joiner + escaped : escaped;
    }

    /// <summary>Data in a fixed width.</summary>
    public static string Code(string text) => MarkdownText.Code(Guard(text));

    /// <summary>Long data behind a fence that it cannot close.</summary>
    public static string Fenced(string text) => MarkdownText.Fenced(Guard(text));

    /// <summary>A document of our own making, in which outside text is escaped already: it names people and calls nobody.</summary>
    public static string Document(string markdown) => Guard(markdown);

    /// <summary>
    /// Text of an answer: data, save that what stands between back-ticks is a command or a word. It starts no line with what could be taken for a command.
    /// </summary>
    public static string Answer(string text)
    {
        var lines = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (lines.Length > 0) lines.Append("  \n");
            var parts = line.Split('`');
            for (var i = 0; i < parts.Length; i++)
            {
                // A last back-tick without a partner is data.
                if (i % 2 == 1 && i < parts.Length - 1) lines.Append(Code(parts[i]));
                else lines.Append(Escape(i % 2 == 1 ? "`" + parts[i] : parts[i]));
            }
        }

        return lines.ToString();
    }

    private static string Guard(string text) => At().Replace(text, "@" + Joiner);

    [GeneratedRegex("@(?!\u2060)")]
    private static partial Regex At();

    // GH-12, and a commit's name, which stand for an issue and a commit anywhere.
    [GeneratedRegex(@"\b(GH)(-\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();
}
