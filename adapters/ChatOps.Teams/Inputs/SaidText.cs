using ChatOps.Teams.Payloads;

namespace ChatOps.Teams.Inputs;

/// <summary>What somebody said to the bot: without the bot's own mention, other mentions as the words that commands know.</summary>
internal static class SaidText
{
    /// <summary>The command in it; null when it was said to somebody else.</summary>
    /// <param name="activity">The message.</param>
    /// <param name="wordOf">The word for somebody who is mentioned.</param>
    public static async ValueTask<string?> CommandAsync(Activity activity, Func<string, ValueTask<string>> wordOf)
    {
        var calls = activity.Mentions.Any(mention => mention.Id == activity.Bot);
        if (!calls && activity.Kind != "personal" && !activity.IsTargeted) return null;
        var text = activity.Text;
        // The longest first: "<at>Ana</at>" may be a part of nothing else, but a client that leaves the tags out sends names.
        foreach (var mention in activity.Mentions.Where(mention => mention.Text.Length > 0).OrderByDescending(mention => mention.Text.Length))
        {
            if (!text.Contains(mention.Text, StringComparison.Ordinal)) continue;
            var word = mention.Id == activity.Bot ? " " : Quoted(await wordOf(mention.Id).ConfigureAwait(false));
            text = text.Replace(mention.Text, word, StringComparison.Ordinal);
        }

        var plain = text.Replace("&nbsp;", " ", StringComparison.Ordinal).Replace('\u00a0', ' ').Trim();
        return plain.Length == 0 ? "help" : plain;
    }

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\"" : word;
}
