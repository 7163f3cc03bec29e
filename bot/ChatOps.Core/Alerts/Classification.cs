namespace ChatOps.Core.Alerts;

/// <summary>What kind of problem an alert shows, and how that is known.</summary>
/// <param name="Challenge">The kind.</param>
/// <param name="Rule">The rule that matched, as a phrase for people: <c>label challenge="ServiceDown"</c>, <c>built-in rule for TargetDown</c>. May hold words of the sender.</param>
public sealed record Classified(Challenge Challenge, string Rule);

/// <summary>A configured rule.</summary>
/// <param name="Name">How the configuration calls it: <c>Classification:2</c>.</param>
/// <param name="Match">All have to hold.</param>
/// <param name="Challenge">What such an alert shows.</param>
public sealed record ClassificationRule(string Name, Matchers Match, Challenge Challenge);

/// <summary>
/// Files an alert under one of the nine challenges (<c>docs/protocol.md</c>, section 3): an explicit label <c>challenge</c>, else the first configured
/// rule that fits, else the built-in rule for its name, else <see cref="Challenge.Unknown"/>.
/// </summary>
public sealed class Classification
{
    private static readonly Dictionary<string, Challenge> Challenges = Enum.GetValues<Challenge>().ToDictionary(challenge => challenge.ToString(), StringComparer.OrdinalIgnoreCase);

    private readonly ClassificationRule[] _rules;

    /// <summary>Makes a classification.</summary>
    /// <param name="rules">The configured rules, in their order.</param>
    public Classification(IEnumerable<ClassificationRule> rules) => _rules = [.. rules];

    /// <summary>The challenge of an alert with these labels.</summary>
    public Classified Of(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var explicitly = labels.Get("challenge");
        if (explicitly.Length > 0 && TryRead(explicitly) is { } named) return new(named, $"label challenge=\"{explicitly}\"");
        var found = ByRule(labels) ?? ByName(labels);
        return explicitly.Length == 0 ? found : found with { Rule = $"{found.Rule} (the label challenge=\"{explicitly}\" names none of the nine)" };
    }

    /// <summary>The challenge of this name, without case, dashes, underscores or spaces (<c>service-down</c>); null when there is none.</summary>
    public static Challenge? TryRead(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Challenges.TryGetValue(name, out var challenge)) return challenge;
        return Challenges.TryGetValue(string.Concat(name.Where(letter => letter is not ('-' or '_' or ' '))), out challenge) ? challenge : null;
    }

    private Classified? ByRule(LabelSet labels)
    {
        foreach (var rule in _rules)
        {
            if (rule.Match.Matches(labels)) return new(rule.Challenge, $"rule {rule.Name}: {rule.Match}");
        }

        return null;
    }

    private static Classified ByName(LabelSet labels)
    {
        var name = labels.Get("alertname");
        if (name.Length == 0) return new(Challenge.Unknown, "the alert has no name");
        if (!BuiltInNames.All.TryGetValue(name, out var challenge)) return new(Challenge.Unknown, $"no rule knows the alert {name}");
        if (IsJobFailure(name) && BackupJob(labels) is { } label)
        {
            return new(Challenge.BackupFailure, $"built-in rule for {name} of a backup: {label}=\"{labels.Get(label)}\"");
        }

        return new(challenge, $"built-in rule for {name}");
    }

    // A failed job is a container's failure, but a backup's failed job is a missing backup.
    private static bool IsJobFailure(string name) =>
        name.Equals("KubeJobFailed", StringComparison.OrdinalIgnoreCase)
        || name.Equals("KubernetesJobFailed", StringComparison.OrdinalIgnoreCase)
        || name.Equals("KubernetesCronjobFailing", StringComparison.OrdinalIgnoreCase);

    private static string? BackupJob(LabelSet labels) =>
        ((string[])["job_name", "cronjob"]).FirstOrDefault(label =>
            BackupWords.Any(word => labels.Get(label).Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static readonly string[] BackupWords = ["backup", "dump", "snapshot"];
}
