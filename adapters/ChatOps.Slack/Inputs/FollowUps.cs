using System.Collections.Concurrent;
using ChatOps.Core.Delivery;
using ChatOps.Core.Intake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.Inputs;

/// <summary>
/// What is said after an acknowledgement has left. It is on disk before that, is tried until Slack has it, and what a crash left is said at the next
/// start. Slack is asked first for what others read too; words for one person alone, which it cannot be asked for, may then be said twice.
/// </summary>
internal sealed class FollowUps(ILateAnswers answers, SlackClient client, SlackFinder finder, TimeProvider time, ILogger<FollowUps> log) : BackgroundService
{
    /// <summary>Slack takes answers at the address of a delivery for so long; after it nobody waits for any other either.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _end = new();

    /// <summary>Puts what follows an answer on disk, before the answer leaves. Where the disk takes nothing it is still said, unless the bot ends before.</summary>
    public async Task<SlackReply> KeepAsync(SlackReply reply)
    {
        if (reply.Later is not { } later) return reply;
        try
        {
            return reply with { Kept = await answers.KeepAsync(SlackOptions.Platform, later.Write(), time.GetUtcNow() + Lasts, CancellationToken.None).ConfigureAwait(false) };
        }
        catch (StorageUnavailableException)
        {
            return reply;
        }
    }

    /// <summary>Starts what follows an answer, if anything does.</summary>
    public void Start(SlackReply reply)
    {
        if (reply is { Work: null, Later: null }) return;
        Run(token => FollowAsync(reply, token));
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _end.Dispose();
    }

    /// <summary>Says what an earlier run left.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var kept in await answers.KeptAsync(SlackOptions.Platform, stoppingToken).ConfigureAwait(false)) Run(token => SayAsync(LateAnswer.Read(kept.Answer), kept, mayBeThere: true, token));
                return;
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(LongestPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Run(Func<CancellationToken, Task> say)
    {
        if (_end.IsCancellationRequested) return;
        var task = Task.Run(() => RunAsync(say));
        _running.TryAdd(task, true);
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(Func<CancellationToken, Task> say)
    {
        try
        {
            await say(_end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The bot ends; what was kept is said at the next start.
        }
        catch (StorageUnavailableException away)
        {
            log.LogWarning("An answer in Slack is said again at the next start: {Reason}", away.Message);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "An answer in Slack was not finished");
        }
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

    private async Task SayAsync(LateAnswer? answer, KeptAnswer? kept, bool mayBeThere, CancellationToken cancellationToken)
    {
        var (since, until) = kept is null ? (time.GetUtcNow(), time.GetUtcNow() + Lasts) : (kept.At, kept.Until);
        var pause = FirstPause;
        while (answer is not null)
        {
            var result = await TryAsync(answer, since, mayBeThere, cancellationToken).ConfigureAwait(false);
            if (result is DeliveryResult.Delivered) break;
            if (result is DeliveryResult.Refused refused)
            {
                log.NotAnswered(answer.Method ?? "an answer", refused.Detail);
                break;
            }

            mayBeThere |= result is DeliveryResult.Unknown;
            var wait = result is DeliveryResult.RetryAfter { Delay: { } asked } ? asked : pause;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            if (time.GetUtcNow() + wait >= until)
            {
                log.NotAnswered(answer.Method ?? "an answer", "it could not be given within 30 minutes");
                break;
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        if (kept is not null) await answers.ForgetAsync(kept.Id, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<DeliveryResult> TryAsync(LateAnswer answer, DateTimeOffset since, bool mayBeThere, CancellationToken cancellationToken)
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
