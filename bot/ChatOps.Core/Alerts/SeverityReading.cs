namespace ChatOps.Core.Alerts;

/// <summary>Reads the severity words of the world (rule 2.3).</summary>
public static class SeverityReading
{
    /// <summary>The severity that the label <c>severity</c> tells; missing or unknown is <see cref="Severity.Warning"/>.</summary>
    public static Severity Of(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Read(labels.Get("severity"));
    }

    /// <summary>The severity of a word, without case; a word that nobody knows is <see cref="Severity.Warning"/>.</summary>
    public static Severity Read(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var text = word.AsSpan().Trim();
        foreach (var (known, severity) in Words)
        {
            if (text.Equals(known, StringComparison.OrdinalIgnoreCase)) return severity;
        }

        return Severity.Warning;
    }

    /// <summary>Whether this word names a severity, without case.</summary>
    public static bool Knows(string word) => Words.Any(known => known.Word.Equals(word.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an alert of this severity opens an incident; the others are only recorded.</summary>
    public static bool Opens(Severity severity) => severity >= Severity.Warning;

    // "error" is PagerDuty's second of four and Alertmanager's default towards it, so it says no more than a warning; "low" and "minor" still ask for somebody.
    private static readonly (string Word, Severity Severity)[] Words =
    [
        ("critical", Severity.Critical), ("warning", Severity.Warning), ("info", Severity.Info), ("none", Severity.None),
        ("crit", Severity.Critical), ("fatal", Severity.Critical), ("emergency", Severity.Critical), ("emerg", Severity.Critical),
        ("disaster", Severity.Critical), ("page", Severity.Critical), ("p1", Severity.Critical), ("sev1", Severity.Critical),
        ("information", Severity.Info), ("informational", Severity.Info), ("notice", Severity.Info), ("debug", Severity.Info),
    ];
}
