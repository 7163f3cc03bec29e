namespace ChatOps.GitHub.Payloads;

/// <summary>
/// The commands in a comment: lines that start with the prefix, where a reader sees them as lines. What stands in code, in a quote (also where a quote's
/// paragraph runs on without its mark) or where nobody sees it commands nothing.
/// </summary>
internal static class CommentCommands
{
    /// <summary>More than these are named and not run.</summary>
    public const int Most = 10;

    /// <summary>The commands, in their order, without prefix; all of them.</summary>
    public static IReadOnlyList<string> Of(string? body, string prefix)
    {
        var commands = new List<string>();
        // A cheap look first: hardly any comment has one.
        if (string.IsNullOrEmpty(body) || !body.Contains(prefix, StringComparison.OrdinalIgnoreCase)) return commands;
        (char Mark, int Length)? fence = null;
        var quoted = false;
        string? hiddenUntil = null;
        foreach (var raw in body.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.TrimStart(' ');
            var indent = raw.Length - line.Length;
            if (hiddenUntil is { } end)
            {
                if (line.Contains(end, StringComparison.OrdinalIgnoreCase)) hiddenUntil = null;
                continue;
            }

            if (fence is { } open)
            {
                if (indent < 4 && Fence(line) is { } closing && closing.Mark == open.Mark && closing.Length >= open.Length && closing.After.Length == 0) fence = null;
                continue;
            }

            if (line.Trim().Length == 0)
            {
                quoted = false;
                continue;
            }

            if (indent >= 4 || line[0] == '\t') continue;
            if (line[0] == '>')
            {
                quoted = true;
                continue;
            }

            if (Fence(line) is { } begun)
            {
                (fence, quoted) = ((begun.Mark, begun.Length), false);
                continue;
            }

            hiddenUntil = Hidden(line);
            if (hiddenUntil is not null || quoted) continue;
            if (line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (line.Length == prefix.Length || char.IsWhiteSpace(line[prefix.Length]))) commands.Add(line[prefix.Length..].Trim());
        }

        return commands;
    }

    /// <summary>A line that opens or closes a fence of code.</summary>
    private static (char Mark, int Length, string After)? Fence(string line)
    {
        var mark = line.Length > 0 ? line[0] : ' ';
        if (mark is not ('`' or '~')) return null;
        var length = line.TakeWhile(c => c == mark).Count();
        var rest = line[length..].Trim();
        return length >= 3 && !(mark == '`' && rest.Contains('`', StringComparison.Ordinal)) ? (mark, length, rest) : null;
    }

    /// <summary>What ends the HTML that begins in this line and hides lines, or shows them as they stand; null where none begins.</summary>
    private static string? Hidden(string line)
    {
        foreach (var (begin, end) in ((string, string)[])[("<!--", "-->"), ("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"), ("<textarea", "</textarea>"), ("<blockquote", "</blockquote>"), ("<code", "</code>")])
        {
            var at = line.LastIndexOf(begin, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && line.IndexOf(end, at, StringComparison.OrdinalIgnoreCase) < 0) return end;
        }

        return null;
    }
}
