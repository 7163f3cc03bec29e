using System.Text.Json;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Incidents;
using ChatOps.Storage;
using ChatOps.Storage.Alerts;
using ChatOps.Storage.Attempts;
using ChatOps.Storage.Incidents;

namespace ChatOps.Bot.Answers;

/// <summary>Reads incidents for the API.</summary>
internal sealed class IncidentReader(Database database)
{
    private const int AlertsOfOne = 100;
    private const int AlertsInLists = 20;

    /// <summary>A page of incidents, newest first.</summary>
    public Task<IReadOnlyList<IncidentModel>> ListAsync(IncidentFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IncidentModel>>(read => [.. read.Incidents.List(filter).Select(stored => ModelOf(read, stored, AlertsInLists))], cancellationToken);

    /// <summary>The incident of this id, or null.</summary>
    public Task<IncidentModel?> FindAsync(IncidentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(read => read.Incidents.Find(id) is { } stored ? ModelOf(read, stored, AlertsOfOne) : null, cancellationToken);

    /// <summary>A page of an incident's timeline, oldest first; null when there is no such incident.</summary>
    public Task<IReadOnlyList<StoredEntry>?> TimelineAsync(IncidentId id, int after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(read => read.Incidents.Find(id) is null ? null : read.Timeline.Page(id, after, limit), cancellationToken);

    /// <summary>An incident's post-mortem: its newest version, or why there is none yet; null when there is no such incident.</summary>
    public Task<PostMortemModel?> PostMortemAsync(IncidentId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            read => read.Incidents.Find(id) is not { } stored ? null
                : new PostMortemModel(stored, [.. read.PostMortems.OfIncident(id).Take(1)]),
            cancellationToken);

    private static IncidentModel ModelOf(ReadTransaction read, Incident incident, int alerts)
    {
        var (ladder, ending, recovery) = (incident.Ladder, incident.Ending, incident.Recovery);
        return new IncidentModel
        {
            Id = incident.Id,
            Title = incident.Title,
            Service = incident.Service.Name,
            InCatalog = incident.Service.InCatalog,
            Criticality = incident.Service.Criticality,
            Environment = incident.Key.Environment,
            Challenge = incident.Challenge,
            ClassifiedBy = incident.ClassifiedBy,
            Severity = incident.Severity,
            State = incident.State,
            Level = ladder.Level,
            HighestLevel = ladder.HighestMentioned,
            OpenedAt = incident.OpenedAt,
            AcknowledgedAt = ladder.AcknowledgedAt,
            FirstAcknowledgedAt = ladder.FirstAcknowledgedAt,
            ResolvedAt = ending?.ResolvedAt,
            ResolvedBy = ending?.By,
            ResolvedByPerson = ending?.Who,
            Deadline = ladder.Deadline?.At,
            DeadlineReason = ladder.Deadline?.Reason,
            Responder = ladder.Mention?.Responder,
            Owner = ladder.Owner,
            Recovery = new(recovery.State, recovery.Deadline, recovery.NextAttemptAt, recovery.EndedBecause, recovery.AutomaticUsed, recovery.Approval, recovery.Under?.Root.Incident),
            Attempts = AttemptsOf(read, incident),
            Alerts = [.. read.Alerts.OfIncident(incident.Id, alerts).Select(AlertOf)],
            AlertCounts = incident.Alerts,
            Declared = incident.Declared,
            Major = incident.Major,
            Parent = incident.Parent,
            MergedInto = incident.MergedInto,
            Version = incident.Version,
        };
    }

    private static IReadOnlyList<AttemptModel> AttemptsOf(ReadTransaction read, Incident incident)
    {
        if (incident.Recovery.Attempts.Count == 0) return [];
        var rows = read.Attempts.OfIncident(incident.Id).Where(row => row.Purpose == AttemptPurpose.Attempt).ToDictionary(row => row.Plan.Number);
        return [.. incident.Recovery.Attempts.Select(attempt => new AttemptModel(
            attempt.Number,
            attempt.Runbook,
            attempt.By,
            attempt.StartedAt,
            attempt.EndedAt,
            attempt.Outcome,
            attempt.Report,
            rows.TryGetValue(attempt.Number, out var row) ? [.. read.Attempts.Steps(row.Id).Select(step => StepOf(step, attempt.Outcome is not null))] : []))];
    }

    /// <summary>A step that has begun and not ended is stored as cut short; while its attempt runs it just runs.</summary>
    private static StepModel StepOf(AttemptStepRow step, bool over)
    {
        var record = JsonSerializer.Deserialize(step.Body, RecoveryJson.Default.StepRecord)!;
        var ended = over || step.EndedAt is not null;
        return new(
            step.Number, record.Name, record.Phase, record.Action, record.Risk, record.Title, step.StartedAt, step.EndedAt,
            ended ? record.Outcome : null, ended ? record.Sentence : null, record.Output);
    }

    private static AlertModel AlertOf(FullAlertRow row) => new(
        row.Alert.Fingerprint,
        row.Alert.Name,
        row.Alert.Status,
        row.Alert.Source,
        row.Alert.Labels,
        row.Alert.Annotations,
        row.Alert.StartsAt,
        row.Alert.EndsAt,
        row.UpdatedAt,
        row.Alert.GeneratorUrl,
        row.Alert.Links ?? []);
}

/// <summary>What there is of a post-mortem.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Newest">The newest version, or none.</param>
internal sealed record PostMortemModel(Incident Incident, IReadOnlyList<PostMortemRecord> Newest)
{
    /// <summary>Why there is none yet, for people.</summary>
    public static string WhyNone(Incident incident) => incident.State == IncidentState.Resolved
        ? $"{incident.Id} has no post-mortem yet: it is written when the incident can no longer reopen by itself{(incident.Ladder.Deadline is { } deadline ? $", at {deadline.At.UtcDateTime:HH:mm:ss} UTC at the earliest" : "")}."
        : $"{incident.Id} is not resolved; its post-mortem is written after that.";
}
