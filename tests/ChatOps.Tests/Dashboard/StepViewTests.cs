using System.Text.Json;
using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Attempts;

namespace ChatOps.Tests.Dashboard;

/// <summary>How a step reads that began and has no end of its own.</summary>
internal sealed class StepViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    [TestCase(null, "runs now")]
    [TestCase(AttemptOutcome.CutShort, "cut short, because the bot ended")]
    [TestCase(AttemptOutcome.TimedOut, "had not ended when its attempt did; whether it took effect is not known")]
    [TestCase(AttemptOutcome.Superseded, "had not ended when its attempt did; whether it took effect is not known")]
    public void A_crash_is_named_only_where_there_was_one(AttemptOutcome? attempt, string sentence)
    {
        var record = new StepRecord("health", StepPhase.Verify, "http", Risk.Observe, "check health", StepOutcome.Cancelled, "cut short, because the bot ended", Now, Now);
        var row = new AttemptStepRow(1, "health", "running", Now, null, JsonSerializer.Serialize(record, RecoveryJson.Default.StepRecord));

        Assert.That(StepView.Of(row, attempt).Sentence, Is.EqualTo(sentence));
    }
}
