using ChatOps.Core.Delivery;
using ChatOps.Core.Intake;
using ChatOps.Http.LateAnswers;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.Inputs;

/// <summary>What is said after an acknowledgement has left. Slack is asked first for what others read too; for words for one person alone it cannot be asked.</summary>
internal sealed class FollowUps(ILateAnswers answers, SlackClient client, SlackFinder finder, TimeProvider time, ILogger<FollowUps> log) : LateAnswering<LateAnswer>(SlackOptions.Platform, answers, time, log)
{
    /// <summary>Puts what follows an answer on disk, before the answer leaves.</summary>
    public async Task<SlackReply> KeepAsync(SlackReply reply) => reply.Later is { } later ? reply with { Kept = await KeepAsync(later).ConfigureAwait(false) } : reply;

    /// <summary>Starts what follows an answer, if anything does.</summary>
    public void Start(SlackReply reply)
    {
        if (reply is { Work: null, Later: null }) return;
        Run(token => FollowAsync(reply, token));
    }

    /// <inheritdoc/>
    protected override string Write(LateAnswer answer) => answer.Write();

    /// <inheritdoc/>
    protected override LateAnswer? Read(string kept) => LateAnswer.Read(kept);

    /// <inheritdoc/>
    protected override void NotGiven(LateAnswer answer, string reason) => log.NotAnswered(answer.Method ?? "an answer", reason);

    /// <inheritdoc/>
    protected override async Task<DeliveryResult> TryAsync(LateAnswer answer, DateTimeOffset since, bool mayBeThere, CancellationToken cancellationToken)
    {
        if (answer.Address is { } address) return Result(await client.RespondAsync(address, answer.Message, cancellationToken).ConfigureAwait(false), isAddress: true);
        if (mayBeThere && answer.Key is { } key && (string?)answer.Message["channel"] is { } channel)
        {
            var head = (string?)answer.Message["thread_ts"] is { } thread ? new SlackReference(channel, thread).ToString() : null;
            // What cannot be told is said again: twice is better than not at all.
            if (await finder.FindAsync(channel, head, key, since, cancellationToken).ConfigureAwait(false) is { } found and not DeliveryResult.Unknown) return found;
        }

        return Result(await client.CallAsync(answer.Method!, answer.Message, cancellationToken).ConfigureAwait(false), isAddress: false);
    }

    /// <summary>What follows an answer; of work that took too long, its own answer first.</summary>
    private async Task FollowAsync(SlackReply reply, CancellationToken cancellationToken)
    {
        if (reply.Work is { } work)
        {
            reply = await work.WaitAsync(cancellationToken).ConfigureAwait(false) is var done && done.Message is { } message && reply.WorkAddress is { } address && done.Later is null
                ? await KeepAsync(done with { Later = LateAnswer.To(address, message) }).ConfigureAwait(false)
                : done;
        }

        if (reply.Later is { } later) await SayAsync(later, reply.Kept, mayBeThere: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An address that Slack gave says no once and for all: it was used up, or is too old.</summary>
    private static DeliveryResult Result(SlackAnswer answer, bool isAddress) => answer switch
    {
        SlackAnswer.Good => new DeliveryResult.Delivered(""),
        SlackAnswer.Slower slower => new DeliveryResult.RetryAfter(slower.RetryAfter, DeliveryReason.RateLimited),
        SlackAnswer.Away => new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway),
        SlackAnswer.Lost lost => new DeliveryResult.Unknown(lost.Detail),
        SlackAnswer.Failed failed when isAddress => new DeliveryResult.Refused(DeliveryReason.ContentRefused, failed.Error),
        SlackAnswer.Failed failed => SlackErrors.Result(failed.Error, failed.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "an answer without a treatment"),
    };
}
