using ChatOps.Core.OnCall;

namespace ChatOps.Core.Alerts;

/// <summary>The stored silences. A change returns after its commit is on disk, and incidents that it concerns have heard of it (rule 2.27).</summary>
/// <remarks>Every member throws <see cref="Intake.StorageUnavailableException"/> while storage cannot serve.</remarks>
public interface ISilences
{
    /// <summary>All silences that are still kept, ended ones too, in no order.</summary>
    Task<IReadOnlyList<Silence>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The silence of this id, or null.</summary>
    Task<Silence?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Puts a silence on, or edits one, as <see cref="SilenceDraft.ApplyTo"/> says; returns it as stored, or null when its id is unknown.</summary>
    /// <exception cref="ArgumentException">The draft has a <see cref="SilenceDraft.Problem"/>.</exception>
    Task<Silence?> PutAsync(SilenceDraft draft, Actor by, CancellationToken cancellationToken);

    /// <summary>Ends a silence now; returns it as stored, or null when its id is unknown. One that has ended stays as it is.</summary>
    Task<Silence?> ExpireAsync(string id, Actor by, CancellationToken cancellationToken);
}
