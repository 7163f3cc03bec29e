using ChatOps.Core.Intake;

namespace ChatOps.Core.Delivery;

/// <summary>
/// What a platform tells once and its adapter has to know after a restart too: where a conversation is served, whom an id stands for. Small texts in the
/// adapter's own words; nothing here decides anything about incidents.
/// </summary>
public interface IPlatformNotes
{
    /// <summary>The note of this key, or null.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="key">The adapter's own key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    Task<string?> FindAsync(string platform, string key, CancellationToken cancellationToken);

    /// <summary>Keeps a note; of one key the last counts. It is on disk when this returns.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="key">The adapter's own key.</param>
    /// <param name="value">The note.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It cannot be kept now.</exception>
    Task KeepAsync(string platform, string key, string value, CancellationToken cancellationToken);
}
