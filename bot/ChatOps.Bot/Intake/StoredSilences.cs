using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;
using ChatOps.Storage;

namespace ChatOps.Bot.Intake;

/// <summary>The stored silences, for those who list and change them.</summary>
internal sealed class StoredSilences(Database database, IntakeService intake) : ISilences
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Silence>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(read => read.Silences.All(), cancellationToken);

    /// <inheritdoc/>
    public Task<Silence?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(read => read.Silences.Find(id), cancellationToken);

    /// <inheritdoc/>
    public Task<Silence?> PutAsync(SilenceDraft draft, Actor by, CancellationToken cancellationToken) => intake.RunAsync(
        "silence",
        session => draft.Problem(session.Now) is { } problem ? throw new ArgumentException(problem, nameof(draft)) : session.Alerts.Silences.Put(draft, by),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Silence?> ExpireAsync(string id, Actor by, CancellationToken cancellationToken) =>
        intake.RunAsync("silence", session => session.Alerts.Silences.Expire(id, by), cancellationToken);
}
