using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

/// <summary>Labels as a table of tests writes them: <c>alertname=TargetDown job=web</c>; a space inside a value is written <c>+</c>.</summary>
internal static class Labels
{
    public static LabelSet Read(string text) => LabelSet.From(
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1].Replace('+', ' '))));
}
