using System.Text.Json.Nodes;
using ChatOps.Core.Delivery;
using ChatOps.Core.Intake;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Conversations;
using ChatOps.Teams.Rendering;
using Microsoft.Extensions.Logging;

namespace ChatOps.Teams;

/// <summary>
/// Teams as delivery sees it: in a channel one thread per incident, whose root is the head message and is updated in place; in a group chat, which has no
/// threads, one message after the other; in a personal chat what calls that person.
/// </summary>
internal sealed class TeamsAdapter(TeamsClient client, ConversationBook book, CardDrawing drawing, TeamsOptions options, ILogger<TeamsAdapter> log) : IChatAdapter
{
    /// <summary>So much is left when a message was too long in Teams' eyes and not in ours.</summary>
    private const int MostAfterRefusal = 12_000;

    /// <inheritdoc/>
    public string Platform => TeamsOptions.Platform;

    /// <inheritdoc/>
    public DeliveryPolicy Policy { get; } = TeamsPolicy.Default;

    /// <inheritdoc/>
    public Task<DeliveryResult> PostAsync(Outgoing post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        var thread = TeamsReference.Read(post.Head) is { } head && head.Conversation == post.Place ? head : null;
        return SendAsync(post, thread, isHead: false, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> ShowAsync(Outgoing head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (TeamsReference.Read(head.Head) is not { } there) return await SendAsync(head, null, isHead: true, cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await PutAsync(there, head, isHead: true, cancellationToken).ConfigureAwait(false);
            if (answer is TeamsAnswer.Good) return new DeliveryResult.Delivered(there.ToString());
            if (answer is TeamsAnswer.Failed failed && TeamsErrors.Of(failed) == TeamsCure.AnewThere) return await SendAsync(head, null, isHead: true, cancellationToken).ConfigureAwait(false);
            return Result(answer, head);
        }
        catch (StorageUnavailableException)
        {
            return NotNow;
        }
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> ChangeAsync(Outgoing post, string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (TeamsReference.Read(reference) is not { } there) return new DeliveryResult.Refused(DeliveryReason.ContentRefused, "it is not known where the message stands");
        try
        {
            var answer = await PutAsync(there, post, isHead: false, cancellationToken).ConfigureAwait(false);
            if (answer is TeamsAnswer.Good) return new DeliveryResult.Delivered(reference);
            if (answer is TeamsAnswer.Failed failed && TeamsErrors.Of(failed) == TeamsCure.AnewThere) return new DeliveryResult.Refused(DeliveryReason.ContentRefused, "the message is gone");
            return Result(answer, post);
        }
        catch (StorageUnavailableException)
        {
            return NotNow;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The connector has no key for a message and no way to read one, so it never can tell. A mention that is lost is worse than two: it is sent again, and the
    /// log counts each such case.
    /// </remarks>
    public Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        log.MayStandTwice(post.Key, post.Place);
        return Task.FromResult<DeliveryResult?>(null);
    }

    private static readonly DeliveryResult NotNow = new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(5), DeliveryReason.PlatformAway);

    private async Task<TeamsAnswer> PutAsync(TeamsReference there, Outgoing outgoing, bool isHead, CancellationToken cancellationToken)
    {
        var conversation = await book.FindAsync(there.Conversation, cancellationToken).ConfigureAwait(false);
        return await ShorterIfAskedAsync(outgoing, isHead, activity => client.CallAsync(Change(conversation, there, activity), cancellationToken)).ConfigureAwait(false);
    }

    private static TeamsCall Change(Conversation conversation, TeamsReference there, JsonObject activity)
    {
        activity["id"] = there.Activity;
        return new TeamsCall(HttpMethod.Put, conversation.Service, ["v3", "conversations", there.Conversation, "activities", there.Activity], activity, there.Conversation);
    }

    private async Task<DeliveryResult> SendAsync(Outgoing outgoing, TeamsReference? thread, bool isHead, CancellationToken cancellationToken)
    {
        try
        {
            if (await PlaceAsync(outgoing.Place, cancellationToken).ConfigureAwait(false) is not { } found) return NotNow;
            if (found.Problem is { } problem) return Result(problem, outgoing);
            var conversation = found.Conversation!;
            var answer = await ShorterIfAskedAsync(outgoing, isHead, activity => client.CallAsync(Post(conversation, thread, activity), cancellationToken)).ConfigureAwait(false);
            // The thread's root is gone: the message stands by itself.
            if (thread is not null && answer is TeamsAnswer.Failed failed && TeamsErrors.Of(failed) == TeamsCure.AnewThere) return await SendAsync(outgoing, null, isHead, cancellationToken).ConfigureAwait(false);
            return answer is TeamsAnswer.Good(var body) ? Landed(conversation, body) : Result(answer, outgoing);
        }
        catch (StorageUnavailableException)
        {
            return NotNow;
        }
    }

    private TeamsCall Post(Conversation conversation, TeamsReference? thread, JsonObject activity)
    {
        if (thread is not null && conversation.HasThreads) return Into(conversation, thread.Thread, activity);
        if (!conversation.HasThreads) return Into(conversation, conversation.Id, activity);
        var body = new JsonObject { ["isGroup"] = true, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = conversation.Id } }, ["activity"] = activity };
        if (TenantOf(conversation) is { Length: > 0 } tenant) body["tenantId"] = tenant;
        if (conversation.Bot is { } bot) body["bot"] = new JsonObject { ["id"] = bot };
        return new TeamsCall(HttpMethod.Post, conversation.Service, ["v3", "conversations"], body, conversation.Id);
    }

    private static TeamsCall Into(Conversation conversation, string id, JsonObject activity) =>
        new(HttpMethod.Post, conversation.Service, ["v3", "conversations", id, "activities"], activity, conversation.Id);

    private string TenantOf(Conversation conversation) => conversation.Tenant.Length > 0 ? conversation.Tenant : options.TenantId;

    /// <summary>The conversation that a place is: of a person the personal chat, which is made when there is none yet.</summary>
    private async Task<(Conversation? Conversation, TeamsAnswer? Problem)?> PlaceAsync(string place, CancellationToken cancellationToken)
    {
        if (!TeamsHandle.IsPerson(place)) return (await book.FindAsync(place, cancellationToken).ConfigureAwait(false), null);
        if (await book.ChatWithAsync(place, cancellationToken).ConfigureAwait(false) is { } known) return (known, null);
        var id = await book.OtherIdAsync(place, cancellationToken).ConfigureAwait(false) is { } other && other.StartsWith("29:", StringComparison.Ordinal) ? other : place;
        var body = new JsonObject
        {
            ["isGroup"] = false,
            ["members"] = new JsonArray(new JsonObject { ["id"] = id }),
            ["tenantId"] = options.TenantId,
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = options.TenantId } },
            ["bot"] = new JsonObject { ["id"] = $"28:{options.AppId}" },
        };
        // Made again it is the same chat, so this can be repeated like a change.
        var answer = await client.CallAsync(new TeamsCall(HttpMethod.Post, options.ServiceUrl, ["v3", "conversations"], body), cancellationToken).ConfigureAwait(false);
        if (answer is TeamsAnswer.Lost lost) return (null, new TeamsAnswer.Away(lost.Detail));
        if (answer is not TeamsAnswer.Good(var made)) return (null, answer);
        if (made.Text("id") is not { } chat) return null;
        var conversation = new Conversation(chat, options.ServiceUrl, options.TenantId, "personal", $"28:{options.AppId}");
        await book.KeepAsync(conversation, cancellationToken).ConfigureAwait(false);
        await book.KeepChatAsync(place, chat, cancellationToken).ConfigureAwait(false);
        return (conversation, null);
    }

    private async Task<TeamsAnswer> ShorterIfAskedAsync(Outgoing outgoing, bool isHead, Func<JsonObject, Task<TeamsAnswer>> send)
    {
        var answer = await send(drawing.Draw(outgoing.Message, outgoing.Incident, isHead).Activity()).ConfigureAwait(false);
        return answer is TeamsAnswer.Failed failed && TeamsErrors.Of(failed) == TeamsCure.Shorter
            ? await send(drawing.Draw(outgoing.Message, outgoing.Incident, isHead, MostAfterRefusal).Activity()).ConfigureAwait(false)
            : answer;
    }

    /// <summary>A thread's first message is named by <c>activityId</c>, any other by <c>id</c>.</summary>
    private static DeliveryResult Landed(Conversation conversation, System.Text.Json.JsonElement body) =>
        (body.Text("activityId") ?? body.Text("id")) is { } id
            ? new DeliveryResult.Delivered((TeamsReference.OfThread(id) ?? new TeamsReference(conversation.Id, id)).ToString())
            : new DeliveryResult.Unknown("Teams answered without saying where it is");

    private DeliveryResult Result(TeamsAnswer answer, Outgoing outgoing)
    {
        var result = TeamsErrors.Result(answer);
        if (result is DeliveryResult.Refused or DeliveryResult.RetryAfter { Reason: DeliveryReason.NotAuthorized }) log.Refused(outgoing.Place, outgoing.Key, TeamsAnswer.Said(answer));
        return result;
    }
}
