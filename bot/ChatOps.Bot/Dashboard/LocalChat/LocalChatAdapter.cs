using System.Globalization;
using ChatOps.Bot.Intake;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Storage;

namespace ChatOps.Bot.Dashboard.LocalChat;

/// <summary>
/// The chat on the bot's own page, as a platform like the others: what it shows are rows of its own table. A repeat of a message is recognised by
/// its outbox row, so nothing is ever posted twice here.
/// </summary>
internal sealed class LocalChatAdapter(Database database, TimeProvider time) : IChatAdapter
{
    private const string Author = "ChatOps";

    /// <inheritdoc/>
    public string Platform => Routing.Local;

    /// <inheritdoc/>
    /// <remarks>It is our own file: it takes any pace, and what is sent together shares its commits.</remarks>
    public DeliveryPolicy Policy { get; } = new() { MostAtOnce = 128, RecognisesRepeats = true };

    /// <summary>Writes a message into the transaction that records it: one sync of the disk for both.</summary>
    public DeliveryResult Write(WriteTransaction transaction, Outgoing message, bool isHead)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(message);
        var id = isHead
            ? transaction.Chat.ShowHead(message.Incident ?? throw new ArgumentException("A head message is an incident's.", nameof(message)), message.Place, Author, message.Message, time.GetUtcNow())
            : transaction.Chat.Post(message.Id, message.Incident, message.Place, Word(message.Kind), Author, message.Message, time.GetUtcNow());
        return new DeliveryResult.Delivered(id.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> PostAsync(Outgoing post, CancellationToken cancellationToken) => WriteAsync(post, isHead: false, cancellationToken);

    /// <inheritdoc/>
    public Task<DeliveryResult> ShowAsync(Outgoing head, CancellationToken cancellationToken) => WriteAsync(head, isHead: true, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Null always: <see cref="PostAsync"/> itself recognises a message that is there already.</remarks>
    public Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken) => Task.FromResult<DeliveryResult?>(null);

    private async Task<DeliveryResult> WriteAsync(Outgoing message, bool isHead, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(transaction => Write(transaction, message, isHead), cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            return new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway);
        }
    }

    private static string Word(MessageKind kind) => kind.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
