using System.Text.Json.Nodes;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Slack.Rendering;
using ChatOps.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack;

/// <summary>
/// Slack as delivery sees it: one head message per incident, updated in place; news in its thread; escalations also in the channel. Each message carries
/// the outbox row's key in its metadata, so that Slack can be asked for it.
/// </summary>
internal sealed partial class SlackAdapter(SlackClient client, SlackFinder finder, SlackDrawing drawing, MessageContext context, TimeProvider time, ILogger<SlackAdapter> log) : IChatAdapter
{
    /// <inheritdoc/>
    public string Platform => SlackOptions.Platform;

    /// <inheritdoc/>
    /// <remarks>Slack asks for one message a second and channel; changes of messages are counted by themselves, fifty a minute in the workspace.</remarks>
    public DeliveryPolicy Policy { get; } = SlackPolicy.Default;

    /// <inheritdoc/>
    public async Task<DeliveryResult> PostAsync(Outgoing post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        var thread = SlackReference.Read(post.Head) is { } head && head.Channel == post.Place ? head.Ts : null;
        var drawn = drawing.Draw(post.Message);
        var arguments = Arguments(post.Place, drawn, post.Key);
        if (thread is not null)
        {
            arguments["thread_ts"] = thread;
            // An escalation is for everybody in the channel to see, not only for those who follow the thread.
            if (post.Kind == MessageKind.Mention) arguments["reply_broadcast"] = true;
        }

        var result = await SendAsync("chat.postMessage", arguments, post, cancellationToken).ConfigureAwait(false);
        if (result is DeliveryResult.Delivered delivered && SlackReference.Read(delivered.Reference) is { } there)
        {
            foreach (var snippet in drawn.Snippets) await ShareAsync(snippet, there, thread, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> ShowAsync(Outgoing head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var drawn = drawing.Draw(head.Message);
        if (SlackReference.Read(head.Head) is not { } there) return SendAsync("chat.postMessage", Arguments(head.Place, drawn, head.Key), head, cancellationToken);
        var arguments = Arguments(there.Channel, drawn, head.Key);
        arguments["ts"] = there.Ts;
        return SendAsync("chat.update", arguments, head, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> ChangeAsync(Outgoing post, string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (SlackReference.Read(reference) is not { } there) return Task.FromResult<DeliveryResult>(new DeliveryResult.Refused(DeliveryReason.ContentRefused, "it is not known where the message stands"));
        var arguments = Arguments(there.Channel, drawing.Draw(post.Message), post.Key);
        arguments["ts"] = there.Ts;
        return SendAsync("chat.update", arguments, post, cancellationToken, mayPostAnew: false);
    }

    /// <inheritdoc/>
    public Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        return finder.FindAsync(post, cancellationToken);
    }

    private static JsonObject Arguments(string channel, SlackDrawn drawn, string key) => new()
    {
        ["channel"] = channel,
        ["text"] = drawn.Text,
        ["blocks"] = drawn.Blocks,
        ["metadata"] = SlackKey.Metadata(key),
        // Links of alerts are data: Slack is not to open them, nor to make links of words.
        ["unfurl_links"] = false,
        ["unfurl_media"] = false,
        ["parse"] = "none",
    };

    /// <summary>Sends, and once more in another form where Slack's word says that this can help. Nothing was posted when it says so.</summary>
    private async Task<DeliveryResult> SendAsync(string method, JsonObject arguments, Outgoing outgoing, CancellationToken cancellationToken, bool mayPostAnew = true)
    {
        for (var more = 2; ; more--)
        {
            var answer = await client.CallAsync(method, arguments, cancellationToken).ConfigureAwait(false);
            if (answer is not SlackAnswer.Failed failed || more == 0) return Result(answer, method, outgoing);
            switch (SlackErrors.Of(failed.Error))
            {
                case SlackCure.WordsAlone when arguments["blocks"] is JsonArray { Count: > 0 }:
                    Refused(method, outgoing, Said(failed));
                    // Without blocks a change leaves none behind; as text they would stay.
                    if (method == "chat.update") arguments["blocks"] = new JsonArray();
                    else arguments.Remove("blocks");
                    arguments["text"] = SlackText.Whole(outgoing.Message, time.GetUtcNow(), context.Zone);
                    break;
                case SlackCure.WithoutThread when arguments.Remove("thread_ts"):
                    arguments.Remove("reply_broadcast");
                    break;
                case SlackCure.NewHead when method == "chat.update" && mayPostAnew:
                    method = "chat.postMessage";
                    arguments.Remove("ts");
                    arguments["channel"] = outgoing.Place;
                    break;
                default:
                    return Result(answer, method, outgoing);
            }
        }
    }

    private DeliveryResult Result(SlackAnswer answer, string method, Outgoing outgoing)
    {
        switch (answer)
        {
            case SlackAnswer.Good good:
                return WireMessage.Reference(good.Body) is { } reference ? new DeliveryResult.Delivered(reference) : new DeliveryResult.Unknown("Slack answered without saying where it is");
            case SlackAnswer.Slower slower:
                return new DeliveryResult.RetryAfter(slower.RetryAfter, DeliveryReason.RateLimited);
            case SlackAnswer.Away:
                return new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway);
            case SlackAnswer.Lost lost:
                return new DeliveryResult.Unknown(lost.Detail);
            case SlackAnswer.Failed failed:
                var result = SlackErrors.Result(failed.Error, Said(failed));
                if (result is DeliveryResult.Refused or DeliveryResult.RetryAfter { Reason: DeliveryReason.NotAuthorized }) Refused(method, outgoing, Said(failed));
                return result;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer, "an answer without a treatment");
        }
    }

    private void Refused(string method, Outgoing outgoing, string said) => log.Refused(method, outgoing.Place, outgoing.Key, said);

    /// <summary>Slack's word, and what it says more.</summary>
    private static string Said(SlackAnswer.Failed failed)
    {
        var more = WireMessage.Explanations(failed.Body).ToList();
        return OutsideText.Line(more.Count == 0 ? failed.Error : $"{failed.Error}: {string.Join("; ", more)}");
    }
}
