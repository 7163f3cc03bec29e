using System.Collections.Immutable;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Delivery;

/// <summary>
/// Which waiting messages of one platform go out now. Of a thread one at a time, in the order in which they were decided: the head first while there
/// is none, last afterwards. Of a place the most urgent first, at its pace; a head that a mention waits for is as urgent as the mention. A place that
/// is held back holds back nothing else.
/// </summary>
public static class DeliveryPlan
{
    /// <summary>Chooses.</summary>
    /// <param name="waiting">What is due; of each thread its oldest message and its head message.</param>
    /// <param name="busy">Threads that have a message under way.</param>
    /// <param name="free">How many more may be under way.</param>
    /// <param name="state">What is known of the platform.</param>
    /// <param name="policy">The platform's figures.</param>
    /// <param name="now">The present.</param>
    public static Arrangement Arrange(
        IReadOnlyList<Waiting> waiting, IReadOnlySet<IncidentId> busy, int free, DeliveryState state, DeliveryPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        ArgumentNullException.ThrowIfNull(busy);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        state = state.At(now);
        // A platform that was away is asked with one message whether it is back.
        if (state.Failures > 0) free = Math.Min(free, busy.Count == 0 ? 1 : 0);
        var send = new List<Waiting>();
        var defer = new List<Deferred>();
        var places = state.Places;
        var threads = state.Threads;
        var turns = new Dictionary<string, DateTimeOffset>();
        // A digest, which stands in no thread, calls for many at once and can wait for the one who is called for a critical service.
        // A button that does nothing more is the last thing that anybody waits for.
        foreach (var (next, _) in FirstOfThreads(waiting, busy).OrderBy(turn => turn.Row.IsFade).ThenBy(turn => turn.Urgency).ThenBy(turn => turn.Row.Incident is null).ThenBy(turn => turn.Row.Since).ThenBy(turn => turn.Row.Id))
        {
            var (lane, pace) = LaneOf(next, policy);
            if (HeldUntil(next, lane, state, places) is { } held)
            {
                // Those that wait for the same place come back one after the other, not all at once.
                var turn = turns.TryGetValue(lane, out var after) && after > held ? after : held;
                turns[lane] = turn + pace;
                defer.Add(new Deferred(next, turn));
                // What belongs below a head that is not there yet must not come back before it.
                if (next is { IsHead: true, HasHead: false, Incident: { } begins }) threads = threads.SetItem(begins, turn);
            }
            else if (send.Count < free)
            {
                send.Add(next);
                if (pace > TimeSpan.Zero) places = places.SetItem(lane, now + pace);
            }
        }

        return new Arrangement(send, defer, state with { Places = places, Threads = threads });
    }

    /// <summary>What follows from the platform's answer.</summary>
    /// <param name="sent">What was sent, or asked for.</param>
    /// <param name="result">The answer.</param>
    /// <param name="state">What was known.</param>
    /// <param name="policy">The platform's figures.</param>
    /// <param name="now">The present.</param>
    /// <param name="jitter">From 0 to 1, from outside.</param>
    /// <param name="asked">True: it was only asked for, and this is what came of the question.</param>
    public static Following After(Waiting sent, DeliveryResult result, DeliveryState state, DeliveryPolicy policy, DateTimeOffset now, double jitter, bool asked = false)
    {
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        var tries = sent.Tries + 1;
        switch (result)
        {
            case DeliveryResult.Delivered:
            case DeliveryResult.Refused:
                return new Following(state with { Failures = 0, AwaySince = null, HeldUntil = null }, null, Doubt: 0);
            case DeliveryResult.RetryAfter { Reason: DeliveryReason.RateLimited } slower when asked:
                // Platforms count questions apart: no other message waits because of one.
                var askedAgain = now + (slower.Delay ?? policy.PauseAfter(tries, jitter));
                return new Following(Holding(sent, askedAgain, state) with { Failures = 0, AwaySince = null, HeldUntil = null }, askedAgain, Doubtful(sent, policy.MostQuestionsPutOff));
            case DeliveryResult.RetryAfter { Reason: DeliveryReason.RateLimited } slower:
                var placeUntil = now + (slower.Delay ?? policy.PauseAfter(tries, jitter));
                var lane = LaneOf(sent, policy).Lane;
                var places = state.Places.TryGetValue(lane, out var held) && held > placeUntil ? state.Places : state.Places.SetItem(lane, placeUntil);
                return new Following(Holding(sent, placeUntil, state) with { Failures = 0, AwaySince = null, HeldUntil = null, Places = places }, placeUntil, Doubt: 0);
            case DeliveryResult.RetryAfter away:
                var failures = state.Failures + 1;
                var platformUntil = now + (away.Delay ?? policy.PauseAfter(failures, jitter));
                // Should another message find the platform back sooner, nothing of this thread overtakes what it was put off with.
                return new Following(Holding(sent, platformUntil, state) with { Failures = failures, AwaySince = state.AwaySince ?? now, HeldUntil = platformUntil }, platformUntil, asked ? sent.Doubt : 0);
            default:
                var until = now + policy.PauseAfter(tries, jitter);
                return new Following(Holding(sent, until, state), until, asked ? Doubtful(sent, policy.MostQuestions) : 1);
        }
    }

    private static DeliveryState Holding(Waiting sent, DateTimeOffset until, DeliveryState state) =>
        sent.Incident is { } incident ? state with { Threads = state.Threads.SetItem(incident, until) } : state;

    /// <summary>After one more question without an answer; 0 once it was asked often enough.</summary>
    private static int Doubtful(Waiting sent, int most) => sent.Doubt >= most ? 0 : sent.Doubt + 1;

    /// <summary>What a message is counted under, and its pace; the name of a place is never empty.</summary>
    private static (string Lane, TimeSpan Pace) LaneOf(Waiting row, DeliveryPolicy policy) =>
        policy.UpdatePace is { } pace && row.IsChange ? ("", pace) : (row.Place, policy.Pace);

    private static IEnumerable<(Waiting Row, MessageKind Urgency)> FirstOfThreads(IReadOnlyList<Waiting> waiting, IReadOnlySet<IncidentId> busy)
    {
        var first = new Dictionary<IncidentId, (Waiting Row, MessageKind Urgency)>();
        foreach (var row in waiting)
        {
            if (row.Incident is not { } incident || busy.Contains(incident)) continue;
            first[incident] = first.TryGetValue(incident, out var other)
                ? (GoesBefore(other.Row, row) ? other.Row : row, other.Urgency < row.Kind ? other.Urgency : row.Kind)
                : (row, row.Kind);
        }

        return waiting.Where(row => row.Incident is null).Select(row => (row, row.Kind)).Concat(first.Values);
    }

    private static bool GoesBefore(Waiting a, Waiting b) =>
        a.IsHead == b.IsHead ? a.Id <= b.Id : a.IsHead ? !a.HasHead : b.HasHead;

    private static DateTimeOffset? HeldUntil(Waiting row, string lane, DeliveryState state, ImmutableDictionary<string, DateTimeOffset> places)
    {
        var until = state.HeldUntil;
        if (places.TryGetValue(lane, out var place) && !(until > place)) until = place;
        if (row.Incident is { } incident && state.Threads.TryGetValue(incident, out var thread) && !(until > thread)) until = thread;
        return until;
    }
}

/// <summary>What goes out now and what waits on.</summary>
/// <param name="Send">What goes out, the most urgent first.</param>
/// <param name="Defer">What is not to be looked at again before its time.</param>
/// <param name="State">What is known once these are under way.</param>
public sealed record Arrangement(IReadOnlyList<Waiting> Send, IReadOnlyList<Deferred> Defer, DeliveryState State);

/// <summary>A message that has to wait.</summary>
/// <param name="Row">Which.</param>
/// <param name="Until">Until when.</param>
public sealed record Deferred(Waiting Row, DateTimeOffset Until);

/// <summary>What follows from an answer.</summary>
/// <param name="State">What is known of the platform now.</param>
/// <param name="TryAgainAt">When the message is tried again; null when it is over.</param>
/// <param name="Doubt">As <see cref="Waiting.Doubt"/>, from now on.</param>
public sealed record Following(DeliveryState State, DateTimeOffset? TryAgainAt, int Doubt);
