namespace ChatOps.Alerting.Mapping;

/// <summary>Compares words of a tool with those of a map: without case, and <c>*</c> in the map's stands for anything.</summary>
internal static class Pattern
{
    /// <summary>Whether one of the alternatives fits.</summary>
    public static bool FitsAny(IReadOnlyList<string> patterns, string text) => patterns.Any(pattern => Fits(pattern, text));

    /// <summary>Whether the text fits.</summary>
    public static bool Fits(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1) return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        var rest = text.AsSpan();
        if (!rest.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;
        rest = rest[parts[0].Length..];
        foreach (var part in parts[1..^1])
        {
            var at = rest.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            rest = rest[(at + part.Length)..];
        }

        return rest.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}
