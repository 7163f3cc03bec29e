namespace ChatOps.Core.Alerts;

/// <summary>Reads the words that tools and people use for a condition that holds no more.</summary>
public static class StatusReading
{
    private static readonly string[] Over = ["resolved", "recovered", "ok", "closed", "up", "green", "normal", "fixed", "healthy", "success", "succeeded", "cleared"];

    /// <summary>Whether this word says that it is over, without case.</summary>
    public static bool IsOver(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Over.Contains(word.Trim(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What a word of a status says; a word that nobody knows fires.</summary>
    public static AlertStatus Of(string word) => IsOver(word) ? AlertStatus.Resolved : AlertStatus.Firing;
}
