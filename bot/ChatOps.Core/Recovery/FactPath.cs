using System.Text.RegularExpressions;

namespace ChatOps.Core.Recovery;

/// <summary>
/// The name of a fact that a runbook's templates and conditions may use: <c>service</c>, <c>targets.health</c>, <c>labels.instance</c>,
/// <c>steps.health.status</c>.
/// </summary>
/// <param name="Root">The first word.</param>
/// <param name="Key">The label, target or step; null for a root that is a fact itself.</param>
/// <param name="Value">For a step: what of it.</param>
public sealed partial record FactPath(string Root, string? Key = null, string? Value = null)
{
    /// <summary>How every step can be asked about, beside the values of its action: <c>true</c> or <c>false</c>.</summary>
    public static readonly IReadOnlyList<string> OfEveryStep = ["passed", "failed", "skipped"];

    /// <summary>Roots that are facts themselves.</summary>
    public static readonly IReadOnlyList<string> Alone = ["service", "environment", "domain", "criticality", "challenge", "severity", "incident", "attempt"];

    /// <summary>What is allowed, for mistakes.</summary>
    public static string Allowed => string.Join(", ", Alone) + ", labels.NAME, targets.NAME, steps.NAME.VALUE";

    /// <summary>True when a sender of alerts decides what stands there: such a fact never reaches an acting step (rule 6.3).</summary>
    public bool IsOutside => Root is "labels" or "environment";

    /// <summary>Reads a name; null when it is none.</summary>
    public static FactPath? Parse(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success) return null;
        var (root, key, value) = (match.Groups["root"].Value, match.Groups["key"].Value, match.Groups["value"].Value);
        return root switch
        {
            "labels" or "targets" when key.Length > 0 && value.Length == 0 => new(root, key),
            "steps" when key.Length > 0 && value.Length > 0 => new(root, key, value),
            _ when key.Length == 0 && Alone.Contains(root) => new(root),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Root + (Key is null ? "" : "." + Key) + (Value is null ? "" : "." + Value);

    [GeneratedRegex(@"\A(?<root>[a-z]+)(?:\.(?<key>[A-Za-z0-9_:/-]+)(?:\.(?<value>[A-Za-z0-9_-]+))?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
