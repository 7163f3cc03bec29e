using ChatOps.Core.Delivery;
using ChatOps.Storage;

namespace ChatOps.Bot.Delivery;

/// <summary>What adapters have to remember, on disk.</summary>
internal sealed class StoredNotes(Database database, TimeProvider time) : IPlatformNotes
{
    /// <inheritdoc/>
    public Task<string?> FindAsync(string platform, string key, CancellationToken cancellationToken) =>
        database.ReadAsync(read => read.Notes.Find(platform, key), cancellationToken);

    /// <inheritdoc/>
    public Task KeepAsync(string platform, string key, string value, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Notes.Put(platform, key, value, time.GetUtcNow()), cancellationToken);
}
