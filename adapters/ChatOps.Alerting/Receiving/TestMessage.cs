using ChatOps.Core.Alerts;

namespace ChatOps.Alerting.Receiving;

/// <summary>What a tool sends when somebody presses its test button: it shows that the way works, so it is recorded as over and opens nothing (rule 2.3).</summary>
internal static class TestMessage
{
    public static Alert Of(Alert alert, DateTimeOffset now) => alert with
    {
        Labels = LabelSet.From([.. alert.Labels, new("severity", "none"), new("test", "true")]),
        Status = AlertStatus.Resolved,
        StartsAt = now,
        EndsAt = now,
    };
}
