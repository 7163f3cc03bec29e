using System.Threading.Channels;
using ChatOps.Bot.Dashboard.LocalChat;
using ChatOps.Bot.Intake;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.Messages;
using ChatOps.Storage;

namespace ChatOps.Bot.Delivery;

/// <summary>
/// One platform's way out. What is due is read, <see cref="DeliveryPlan"/> chooses what goes, the adapter sends it, and all outcomes that are there
/// are written in one transaction. One flow does all but the sending, so nothing here is locked.
/// </summary>
internal sealed class PlatformDelivery(
    IChatAdapter adapter, DeliveryPolicy policy, Database database, IntakeService intake, MessageContext messages, PlatformStatus status, TimeProvider time, Func<double> jitter, ILogger log)
{
    /// <summary>How many due rows are looked at: more than can be under way, so that a held place does not hide the others.</summary>
    private const int Looked = 256;

    /// <summary>Timers cannot be set for ever; a look at the outbox once an hour costs nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>How long nothing is done after storage failed.</summary>
    private static readonly TimeSpan StorageRest = TimeSpan.FromSeconds(1);

    private readonly Channel<Outcome?> _heard = Channel.CreateUnbounded<Outcome?>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Sender _sender = new(adapter, time, log);
    private readonly List<(Outcome Outcome, Following Following)> _unwritten = [];
    private readonly DeliveryRecord _record = new(adapter.Platform, messages);
    private readonly LocalChatAdapter? _own = adapter as LocalChatAdapter;
    private readonly HashSet<IncidentId> _busy = [];
    private readonly HashSet<(Type Kind, long Id)> _underWay = [];
    private DeliveryState _state = DeliveryState.Fresh;
    private long _restsUntil = long.MaxValue;

    /// <summary>Something will be due then that did not wait before.</summary>
    public void Wake(DateTimeOffset due)
    {
        // While it rests, it wakes by itself for what is due later. Whoever commits while it looks at the outbox is heard in any case.
        if (due.UtcTicks < Interlocked.Read(ref _restsUntil)) _heard.Writer.TryWrite(null);
    }

    /// <summary>Delivers until it is cancelled; then waits for what is under way, and writes down what came of it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Interlocked.Exchange(ref _restsUntil, long.MaxValue);
                _sender.Instance ??= await database.ReadAsync(static read => read.Outbox.Instance(), cancellationToken).ConfigureAwait(false);
                await WriteHeardAsync(cancellationToken).ConfigureAwait(false);
                if (await SendDueAsync(cancellationToken).ConfigureAwait(false) is { } wait) await WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (StorageUnavailableException)
            {
                // Storage tells the log itself; the rows stay and are read again.
                await Task.Delay(StorageRest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await FinishAsync().ConfigureAwait(false);
    }

    /// <summary>Sends what is due.</summary>
    /// <returns>Until when there is nothing more to do (the end of time: until something is heard); null when more may be due at once.</returns>
    private async Task<DateTimeOffset?> SendDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await database.ReadAsync(read => Due(read, now), cancellationToken).ConfigureAwait(false);
        var rows = due.Where(ready => !_underWay.Contains(Identity(ready))).ToDictionary(ready => ready.Row);
        if (rows.Count > 0)
        {
            var arranged = DeliveryPlan.Arrange([.. rows.Keys], _busy, policy.MostAtOnce - _underWay.Count, _state, policy, now);
            await MarkAsync([.. arranged.Send.Select(row => rows[row])], cancellationToken).ConfigureAwait(false);
            _state = arranged.State;
            foreach (var row in arranged.Send) Send(rows[row], cancellationToken);
            if (_unwritten.Count > 0 && arranged.Defer.Count == 0) return null;
            if (arranged.Defer.Count > 0)
            {
                await DeferAsync(arranged.Defer, rows, cancellationToken).ConfigureAwait(false);
                // Those that were put off no longer hide what else is due.
                return null;
            }
        }

        // What was due at this instant is under way, or waits for what is; so only what becomes due after it can strike.
        return await database.ReadAsync(read => read.Outbox.Next(adapter.Platform, now), cancellationToken).ConfigureAwait(false) ?? DateTimeOffset.MaxValue;
    }

    private List<Ready> Due(ReadTransaction read, DateTimeOffset now)
    {
        var due = new List<Ready>();
        foreach (var post in read.Outbox.Ready(adapter.Platform, now, Looked)) due.Add(Ready.Message.Of(post, post.Buttons is { } buttons ? read.Incidents.Find(buttons.Incident)?.Stamp : null));
        foreach (var fade in read.Outbox.Fades(adapter.Platform, now, Looked)) due.Add(Ready.Fade.Of(fade));
        foreach (var show in read.Outbox.Shows(adapter.Platform, now, Looked))
        {
            if (read.Incidents.Find(show.Incident) is { } incident) due.Add(Ready.Head.Of(show, HeadMessage.Write(incident, now, messages), HeadStanding.Of(incident)));
        }

        return due;
    }

    /// <summary>Writes down what is about to be sent: a crash between "sent" and "recorded" is settled by asking the platform for these, and for no others.</summary>
    private async Task MarkAsync(IReadOnlyList<Ready> sent, CancellationToken cancellationToken)
    {
        if (policy.RecognisesRepeats) return;
        var unmarked = sent.Where(ready => ready.Row is { Doubt: 0, IsChange: false }).ToList();
        if (unmarked.Count == 0) return;
        await database.WriteAsync(
            transaction =>
            {
                foreach (var ready in unmarked)
                {
                    if (ready is Ready.Head head) transaction.Shows.Sending(head.Show);
                    else transaction.Posts.Sending(ready.Row.Id);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void Send(Ready ready, CancellationToken cancellationToken)
    {
        _underWay.Add(Identity(ready));
        if (ready.Row.Incident is { } incident) _busy.Add(incident);
        if (_own is not null)
        {
            // Our own chat: it is written with the record of it.
            var outcome = new Outcome(ready, new DeliveryResult.Delivered(""));
            _unwritten.Add((outcome, Follow(outcome)));
            return;
        }

        _ = SendAsync();

        async Task SendAsync() => _heard.Writer.TryWrite(await _sender.SendAsync(ready, cancellationToken).ConfigureAwait(false));
    }

    private Task DeferAsync(IReadOnlyList<Deferred> deferred, Dictionary<Waiting, Ready> rows, CancellationToken cancellationToken) => database.WriteAsync(
        transaction =>
        {
            foreach (var (row, until) in deferred)
            {
                if (rows[row] is Ready.Head head) transaction.Shows.Defer(head.Show, until);
                else if (row.IsFade) transaction.Posts.FadeLater(row.Id, until);
                else transaction.Posts.Defer(row.Id, until);
            }
        },
        cancellationToken);

    /// <summary>Waits for an outcome, a wake-up, or the next row that is due.</summary>
    private async Task WaitAsync(DateTimeOffset next, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _restsUntil, next.UtcTicks);
        var pause = next - time.GetUtcNow();
        if (pause <= TimeSpan.Zero) return;
        using var timer = new CancellationTokenSource(pause < LongestWait ? pause : LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _heard.Reader.WaitToReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // It is due.
        }
    }

    /// <summary>Writes what came of messages. What storage does not take now is kept and written before anything else is sent.</summary>
    private async Task WriteHeardAsync(CancellationToken cancellationToken)
    {
        while (_heard.Reader.TryRead(out var heard))
        {
            if (heard is not null) _unwritten.Add((heard, Follow(heard)));
        }

        if (_unwritten.Count == 0) return;
        try
        {
            await WriteAsync(_unwritten, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException) && _unwritten.Count > 1)
        {
            await WriteOneByOneAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
        {
            SetAside(_unwritten[0].Outcome, failure);
        }

        _unwritten.Clear();
    }

    private async Task WriteAsync(IReadOnlyList<(Outcome Outcome, Following Following)> outcomes, CancellationToken cancellationToken)
    {
        await intake.RunAsync(
            "deliveries",
            session =>
            {
                foreach (var (outcome, following) in outcomes) _record.Write(session, _own is null ? outcome : outcome with { Result = _own.Write(session.Transaction, outcome.Sent.Outgoing, outcome.Sent is Ready.Head) }, following);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var (outcome, _) in outcomes)
        {
            _underWay.Remove(Identity(outcome.Sent));
            if (outcome.Sent.Row.Incident is { } incident) _busy.Remove(incident);
        }
    }

    private async Task WriteOneByOneAsync(CancellationToken cancellationToken)
    {
        while (_unwritten.Count > 0)
        {
            try
            {
                await WriteAsync([_unwritten[0]], cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
            {
                SetAside(_unwritten[0].Outcome, failure);
            }

            _unwritten.RemoveAt(0);
        }
    }

    // It stays under way: sent again without a record, it would be sent for ever. The next start asks the platform for it.
    private void SetAside(Outcome outcome, Exception failure) => log.LogError(
        failure, "What came of message {Post} to {Place} on {Platform} cannot be written; its thread rests until the next start", outcome.Sent.Row.Id, outcome.Sent.Row.Place, adapter.Platform);

    private Following Follow(Outcome outcome)
    {
        var following = DeliveryPlan.After(outcome.Sent.Row, outcome.Result, _state, policy, time.GetUtcNow(), jitter(), outcome.Asked);
        _state = following.State;
        status.Heard(outcome.Sent.Row.Place, outcome.Result);
        status.Reason = _state.AwaySince is null ? null : DeliveryRecord.Words(outcome.Result);
        return following;
    }

    private async Task FinishAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
        try
        {
            await WriteHeardAsync(bound.Token).ConfigureAwait(false);
            while (_underWay.Count > 0)
            {
                await _heard.Reader.WaitToReadAsync(bound.Token).ConfigureAwait(false);
                await WriteHeardAsync(bound.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or StorageUnavailableException)
        {
            // The rows still wait: the next start asks the platform for them before it sends.
        }
    }

    private static (Type Kind, long Id) Identity(Ready ready) => (ready.GetType(), ready.Row.Id);
}
