using System.Globalization;
using System.Text;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>What the suite prints.</summary>
internal static class ScenarioTable
{
    private const int WidestActions = 70;

    /// <summary>The table, and the shares beside their targets.</summary>
    public static string Of(string title, IReadOnlyList<Verdict> verdicts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{title}\n\n");
        var name = verdicts.Max(verdict => verdict.Scenario.Length);
        var challenge = verdicts.Max(verdict => verdict.Challenge.Length);
        text.Append(CultureInfo.InvariantCulture, $"{"scenario".PadRight(name)}  {"challenge".PadRight(challenge)}  level     time  actions\n");
        foreach (var verdict in verdicts.OrderBy(verdict => verdict.Challenge, StringComparer.Ordinal).ThenBy(verdict => verdict.Scenario, StringComparer.Ordinal))
        {
            var actions = verdict.Actions.Length > WidestActions ? verdict.Actions[..(WidestActions - 1)] + "…" : verdict.Actions;
            text.Append(CultureInfo.InvariantCulture, $"{verdict.Scenario.PadRight(name)}  {verdict.Challenge.PadRight(challenge)}  {verdict.Level,5}  {verdict.Took.TotalSeconds,5:0.0} s  {actions}\n");
            if (verdict.Wrong is { } wrong) text.Append(CultureInfo.InvariantCulture, $"    WRONG: {wrong}\n");
        }

        var (all, beyond, atUser) = (verdicts.Count, verdicts.Count(verdict => verdict.Level > 1), verdicts.Count(verdict => verdict.Level > 3));
        text.Append(CultureInfo.InvariantCulture, $"\nended at Level 1          {Share(all - beyond, all)}  (at least 70 %)\n");
        text.Append(CultureInfo.InvariantCulture, $"of the rest, at Level 2   {Share(verdicts.Count(verdict => verdict.Level == 2), beyond)}  (at least 80 %: the message holds what a stranger needs)\n");
        text.Append(CultureInfo.InvariantCulture, $"reached the user          {Share(atUser, all)}  (under 2 %)\n");
        return text.ToString();
    }

    /// <summary>The share that self-recovery ended, 0 to 1.</summary>
    public static double AtLevel1(IReadOnlyList<Verdict> verdicts) => verdicts.Count == 0 ? 0 : (double)verdicts.Count(verdict => verdict.Level == 1) / verdicts.Count;

    private static string Share(int count, int of) => of == 0 ? "    –" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / of,5:0.0} % ({count} of {of})");
}
