using System.Text.Json;
using ChatOps.Bot.Intake;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Storage.Attempts;

namespace ChatOps.Bot.Recovery;

/// <summary>Steps as rows of their attempt, and as lines of the incident's timeline (rule 6.6).</summary>
internal static class StepRows
{
    private const string Running = "running";
    private const string Ended = "ended";

    /// <summary>Writes a step that begins, as what it is should nobody come back to it: cut short.</summary>
    public static void Begin(WriteTransaction transaction, long attempt, int number, PreparedStep step, DateTimeOffset now)
    {
        const string cutShort = "cut short, because the bot ended; whether it took effect is not known";
        var record = new StepRecord(step.Step.Name, step.Step.Phase, step.Step.Action, step.Risk, step.Title, StepOutcome.Cancelled, cutShort, now, now);
        transaction.Attempts.PutStep(attempt, new(number, record.Name, Running, now, null, Body(record)));
    }

    /// <summary>Writes what became of a step, and tells it on the timeline.</summary>
    public static void End(IntakeSession session, AttemptRow attempt, int number, StepRecord record)
    {
        session.Transaction.Attempts.PutStep(attempt.Id, new(number, record.Name, Ended, record.StartedAt, record.EndedAt, Body(record)));
        bool? passed = record.Outcome switch { StepOutcome.Passed => true, StepOutcome.Failed or StepOutcome.NotApproved or StepOutcome.Cancelled => false, _ => null };
        session.Tell(
            attempt.Incident,
            new AttemptStepped(record.EndedAt, Actor.Bot, attempt.Plan.Number, record.Name, record.Action, record.Risk, passed, record.Sentence, record.Output, record.EndedAt - record.StartedAt));
    }

    /// <summary>What became of the steps of an attempt, in their order, those that began included.</summary>
    public static IReadOnlyList<StepRecord> Of(ReadTransaction read, long attempt) =>
        [.. read.Attempts.Steps(attempt).Select(row => JsonSerializer.Deserialize(row.Body, RecoveryJson.Default.StepRecord)!)];

    private static string Body(StepRecord record) => JsonSerializer.Serialize(record, RecoveryJson.Default.StepRecord);
}
