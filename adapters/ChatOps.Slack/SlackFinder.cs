using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Core.Delivery;
using ChatOps.Slack.Rendering;
using ChatOps.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack;

/// <summary>
/// Asks Slack whether it has a message of ours, by the key in its metadata. Slack counts these questions apart (tier 3, some 50 a minute; for new
/// commercial apps outside its Marketplace one a minute and 15 messages): one that comes too early is asked again later, and holds up its own thread alone.
/// </summary>
internal sealed class SlackFinder(SlackClient client, ILogger<SlackFinder> log)
{
    private const int Page = 100;

    /// <summary>A busy channel is read back so far; further back than that Slack is taken not to have it.</summary>
    private const int MostPages = 10;

    /// <summary>Slack's clock may be behind ours by so much.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    /// <summary>Delivered with where it is, null when Slack surely has it not, or why that cannot be told.</summary>
    public Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken) => FindAsync(post.Place, post.Head, post.Key, post.Since, cancellationToken);

    /// <summary>The same for a message of any kind.</summary>
    /// <param name="place">The channel, or the person whom it went to.</param>
    /// <param name="under">Where the head of its thread stands, or null.</param>
    /// <param name="key">The key that it carries.</param>
    /// <param name="since">It cannot have been posted before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DeliveryResult?> FindAsync(string place, string? under, string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var thread = SlackReference.Read(under) is { } head && head.Channel == place ? head : null;
        var channel = place;
        if (SlackHandle.IsUser(channel))
        {
            var opened = await client.CallAsync("conversations.open", new JsonObject { ["users"] = channel }, cancellationToken).ConfigureAwait(false);
            if (opened is not SlackAnswer.Good { Body: var body }) return CannotTell(opened, place);
            channel = body.TryGetProperty("channel", out var direct) && WireMessage.Text(direct, "id") is { } id ? id : channel;
        }

        var arguments = new JsonObject { ["channel"] = channel, ["include_all_metadata"] = true, ["limit"] = Page, ["oldest"] = Oldest(since) };
        if (thread is not null) arguments["ts"] = thread.Ts;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await client.CallAsync(thread is null ? "conversations.history" : "conversations.replies", arguments, cancellationToken).ConfigureAwait(false);
            if (answer is SlackAnswer.Failed { Error: "thread_not_found" }) return null;
            if (answer is not SlackAnswer.Good good) return CannotTell(answer, place);
            foreach (var message in WireMessage.All(good.Body))
            {
                if (SlackKey.Carries(message, key) && WireMessage.Text(message, "ts") is { } ts) return new DeliveryResult.Delivered(new SlackReference(channel, ts).ToString());
            }

            if (WireMessage.Cursor(good.Body) is not { } cursor) return null;
            arguments["cursor"] = cursor;
        }

        return null;
    }

    private DeliveryResult CannotTell(SlackAnswer answer, string place)
    {
        switch (answer)
        {
            case SlackAnswer.Slower slower:
                return new DeliveryResult.RetryAfter(slower.RetryAfter, DeliveryReason.RateLimited);
            case SlackAnswer.Failed { Error: "channel_not_found" or "is_archived" } failed:
                // Where nothing can be posted, it is not asked again either.
                return SlackErrors.Result(failed.Error, failed.Error);
            case SlackAnswer.Failed failed when SlackErrors.Of(failed.Error) is not (SlackCure.AskFirst or SlackCure.LaterThere or SlackCure.Slower):
                log.CannotAsk(place, failed.Error);
                return new DeliveryResult.Unknown($"Slack cannot be asked: {failed.Error}");
            default:
                // A question does no harm: it is put again once Slack answers.
                return new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway);
        }
    }

    private static string Oldest(DateTimeOffset since) =>
        (since - ClocksDiffer).ToUnixTimeSeconds() is > 0 and var seconds ? seconds.ToString(CultureInfo.InvariantCulture) : "0";
}
