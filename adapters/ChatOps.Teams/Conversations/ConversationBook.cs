using System.Collections.Concurrent;
using ChatOps.Core.Delivery;
using ChatOps.Core.Intake;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams.Conversations;

/// <summary>
/// Where conversations are served, which personal chat is whose, and which directory id stands behind the connector's own: learnt from what is heard, kept on
/// disk, and written anew only when it has changed.
/// </summary>
internal sealed class ConversationBook(IPlatformNotes notes, TeamsOptions options)
{
    private const int Most = 20_000;
    private const string ConversationKey = "conversation ";
    private const string PersonKey = "person ";
    private const string ChatKey = "chat ";

    /// <summary>What is known; a value of null was looked for in vain.</summary>
    private readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>A conversation; one that was not heard from yet is taken to be served where the configuration says.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public async ValueTask<Conversation> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(ConversationKey, id, cancellationToken).ConfigureAwait(false) is { } text && Conversation.Read(id, text) is { } known
            ? known
            : new Conversation(id, options.ServiceUrl, options.TenantId, TeamsHandle.LooksLikeChannel(id) ? "channel" : "groupChat", null);

    /// <summary>The connector's id of the person with this directory id, and the other way round; null when they were not heard yet.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public ValueTask<string?> OtherIdAsync(string person, CancellationToken cancellationToken) => FindAsync(PersonKey, person, cancellationToken);

    /// <summary>The personal chat with this person, by the id that they were written to with; null: none is known.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    public async ValueTask<Conversation?> ChatWithAsync(string person, CancellationToken cancellationToken) =>
        await FindAsync(ChatKey, person, cancellationToken).ConfigureAwait(false) is { } chat ? await FindAsync(chat, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Remembers what an activity tells of its conversation and its sender.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be kept now.</exception>
    public async Task HearAsync(Activity heard, CancellationToken cancellationToken)
    {
        var conversation = heard.Place();
        await KeepAsync(conversation, cancellationToken).ConfigureAwait(false);
        if (heard.From is not { Length: > 0 } from) return;
        if (heard.FromDirectoryId is { Length: > 0 } directory && directory != from)
        {
            await KeepAsync(PersonKey, directory, from, cancellationToken).ConfigureAwait(false);
            await KeepAsync(PersonKey, from, directory, cancellationToken).ConfigureAwait(false);
        }

        if (!conversation.IsPersonal) return;
        foreach (var id in (string?[])[from, heard.FromDirectoryId])
        {
            if (id is { Length: > 0 }) await KeepChatAsync(id, conversation.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Remembers a conversation.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be kept now.</exception>
    public Task KeepAsync(Conversation conversation, CancellationToken cancellationToken) => KeepAsync(ConversationKey, conversation.Id, conversation.Write(), cancellationToken);

    /// <summary>Remembers which chat is the personal one with somebody.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be kept now.</exception>
    public Task KeepChatAsync(string person, string conversation, CancellationToken cancellationToken) => KeepAsync(ChatKey, person, conversation, cancellationToken);

    private async ValueTask<string?> FindAsync(string kind, string id, CancellationToken cancellationToken)
    {
        var key = kind + id;
        if (_known.TryGetValue(key, out var known)) return known;
        var found = await notes.FindAsync(TeamsOptions.Platform, key, cancellationToken).ConfigureAwait(false);
        return Remember(key, found);
    }

    private async Task KeepAsync(string kind, string id, string value, CancellationToken cancellationToken)
    {
        if (await FindAsync(kind, id, cancellationToken).ConfigureAwait(false) == value) return;
        var key = kind + id;
        await notes.KeepAsync(TeamsOptions.Platform, key, value, cancellationToken).ConfigureAwait(false);
        Remember(key, value);
    }

    private string? Remember(string key, string? value)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[key] = value;
        return value;
    }
}
