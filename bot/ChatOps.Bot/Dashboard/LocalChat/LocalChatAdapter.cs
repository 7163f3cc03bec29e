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

    /// <inheritdoc/>
    public Task<DeliveryResult> PostAsync(Outgoing post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        return WriteAsync(transaction => transaction.Chat.Post(post.Id, post.Incident, post.Place, Word(post.Kind), Author, post.Message, time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> ShowAsync(Outgoing head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var incident = head.Incident ?? throw new ArgumentException("A head message is an incident's.", nameof(head));
        return WriteAsync(transaction => transaction.Chat.ShowHead(incident, head.Place, Author, head.Message, time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Null always: <see cref="PostAsync"/> itself recognises a message that is there already.</remarks>
    public Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken) => Task.FromResult<DeliveryResult?>(null);

    private async Task<DeliveryResult> WriteAsync(Func<WriteTransaction, long> write, CancellationToken cancellationToken)
    {
        try
        {
            var id = await database.WriteAsync(write, cancellationToken).ConfigureAwait(false);
            return new DeliveryResult.Delivered(id.ToString(CultureInfo.InvariantCulture));
        }
        catch (StorageUnavailableException)
        {
            return new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway);
        }
    }

    private static string Word(MessageKind kind) => kind.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
