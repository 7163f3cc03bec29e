namespace ChatOps.Core.Commands;

/// <summary>Finds the word that somebody most likely meant.</summary>
public static class Nearest
{
    /// <summary>The nearest of these words, or null when none is near: more than half of its letters (three at most) would have to change.</summary>
    public static string? To(string typed, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(words);
        var lower = typed.ToLowerInvariant();
        return words
            .Select(word => (Word: word, Distance: Distance(lower, word)))
            .Where(pair => pair.Distance <= Math.Min(3, Math.Max(1, pair.Word.Length / 2)))
            .OrderBy(pair => pair.Distance).ThenBy(pair => Math.Abs(pair.Word.Length - lower.Length)).ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .Select(pair => pair.Word)
            .FirstOrDefault();
    }

    /// <summary>Letters to insert, remove, change, or swap with their neighbour (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3) return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + changed);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
