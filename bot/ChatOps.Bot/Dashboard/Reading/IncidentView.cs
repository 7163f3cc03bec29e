using System.Text.Json;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Attempts;
using ChatOps.Storage.Chat;
using ChatOps.Storage.Incidents;

namespace ChatOps.Bot.Dashboard.Reading;

/// <summary>What an incident's page shows beside its timeline.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Head">Its head message on the local chat, or null before it was posted.</param>
/// <param name="Thread">The messages of its thread, newest first.</param>
/// <param name="Alerts">Its alerts, firing ones first.</param>
/// <param name="Attempts">Its attempts, newest first.</param>
/// <param name="HasPostMortem">Whether its post-mortem is written.</param>
public sealed record IncidentView(
    Incident Incident,
    ChatMessage? Head,
    IReadOnlyList<Said> Thread,
    IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<AttemptView> Attempts,
    bool HasPostMortem);

/// <summary>A message on the local chat.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Incident">Whose thread it stands in, or null.</param>
/// <param name="At">When it was posted.</param>
/// <param name="Message">Its content.</param>
public sealed record Said(long Id, IncidentId? Incident, DateTimeOffset At, ChatMessage Message)
{
    /// <summary>The kind of an incident's head message.</summary>
    internal const string Head = "head";

    internal static Said Of(ChatLine line) => new(line.Id, line.Incident, line.At, line.Message);
}

/// <summary>A message outside all threads.</summary>
/// <param name="Said">The message.</param>
/// <param name="Replies">How many messages its thread has.</param>
/// <param name="Stamp">The present stamp of its incident, or null when it has none.</param>
internal sealed record ChannelView(Said Said, int Replies, int? Stamp);

/// <summary>An alert of an incident.</summary>
/// <param name="Alert">As its sender gave it.</param>
/// <param name="Firing">Whether it fires now.</param>
public sealed record AlertView(Alert Alert, bool Firing);

/// <summary>An attempt with its evidence.</summary>
/// <param name="Summary">What the incident knows of it.</param>
/// <param name="Steps">Its steps, in their order.</param>
public sealed record AttemptView(AttemptSummary Summary, IReadOnlyList<StepView> Steps);

/// <summary>A step of an attempt.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Passed">Whether what it expects was so; null while it runs, or when it was skipped or only previewed.</param>
/// <param name="Sentence">What was seen or done.</param>
/// <param name="Output">Bounded, masked raw output, or null.</param>
public sealed record StepView(string Name, bool? Passed, string Sentence, string? Output)
{
    /// <param name="row">The step as it is stored; one that has begun and not ended is stored as cut short by a crash.</param>
    /// <param name="attempt">How its attempt ended, or null while it runs.</param>
    internal static StepView Of(AttemptStepRow row, AttemptOutcome? attempt)
    {
        var record = JsonSerializer.Deserialize(row.Body, RecoveryJson.Default.StepRecord)!;
        if (row.EndedAt is null && attempt is null) return new(record.Title, null, "runs now", null);
        if (row.EndedAt is null && attempt != AttemptOutcome.CutShort) return new(record.Title, false, "had not ended when its attempt did; whether it took effect is not known", null);
        bool? passed = record.Outcome switch
        {
            StepOutcome.Passed => true,
            StepOutcome.Skipped or StepOutcome.Previewed => null,
            _ => false,
        };
        return new(record.Title, passed, record.Sentence, record.Output);
    }
}

/// <summary>One line of a timeline.</summary>
/// <param name="Number">1 and up.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who or what caused it.</param>
/// <param name="Text">What happened, in words.</param>
internal sealed record TimelineLine(int Number, DateTimeOffset At, string Who, IReadOnlyList<Run> Text)
{
    internal static TimelineLine Of(StoredEntry stored) => new(stored.Seq, stored.Entry.At, stored.Entry.By.Name, TimelineText.Of(stored.Entry));
}
