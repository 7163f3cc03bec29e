using System.Collections.Immutable;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Delivery;

/// <summary>
/// Which waiting messages of one platform go out now. Of a thread one at a time, in the order in which they were decided: the head first while there
/// is none, last afterwards. Of a place the most urgent first, at its pace. A place that is held back holds back nothing else.
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
        var turns = new Dictionary<string, DateTimeOffset>();
        foreach (var next in FirstOfThreads(waiting, busy).OrderBy(row => row.Kind).ThenBy(row => row.Since).ThenBy(row => row.Id))
        {
            if (HeldUntil(next, state, places) is { } held)
            {
                // Those that wait for the same place come back one after the other, not all at once.
                var turn = turns.TryGetValue(next.Place, out var after) && after > held ? after : held;
                turns[next.Place] = turn + policy.Pace;
                defer.Add(new Deferred(next, turn));
            }
            else if (send.Count < free)
            {
                send.Add(next);
                if (policy.Pace > TimeSpan.Zero) places = places.SetItem(next.Place, now + policy.Pace);
            }
        }

        return new Arrangement(send, defer, state with { Places = places });
    }

    /// <summary>What follows from the platform's answer.</summary>
    /// <param name="sent">What was sent, or asked for.</param>
    /// <param name="result">The answer.</param>
    /// <param name="state">What was known.</param>
    /// <param name="policy">The platform's figures.</param>
    /// <param name="now">The present.</param>
    /// <param name="jitter">From 0 to 1, from outside.</param>
    public static Following After(Waiting sent, DeliveryResult result, DeliveryState state, DeliveryPolicy policy, DateTimeOffset now, double jitter)
    {
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        var tries = sent.Tries + 1;
        switch (result)
        {
            case DeliveryResult.Delivered:
            case DeliveryResult.Refused:
                return new Following(state with { Failures = 0, AwaySince = null, HeldUntil = null }, null, AskFirst: false);
            case DeliveryResult.RetryAfter { Reason: DeliveryReason.RateLimited } slower:
                var placeUntil = now + (slower.Delay ?? policy.PauseAfter(tries, jitter));
                return new Following(state with { Failures = 0, AwaySince = null, HeldUntil = null, Places = state.Places.SetItem(sent.Place, placeUntil) }, placeUntil, AskFirst: false);
            case DeliveryResult.RetryAfter away:
                var failures = state.Failures + 1;
                var platformUntil = now + (away.Delay ?? policy.PauseAfter(failures, jitter));
                return new Following(state with { Failures = failures, AwaySince = state.AwaySince ?? now, HeldUntil = platformUntil }, platformUntil, AskFirst: false);
            default:
                var until = now + policy.PauseAfter(tries, jitter);
                var threads = sent.Incident is { } incident ? state.Threads.SetItem(incident, until) : state.Threads;
                return new Following(state with { Threads = threads }, until, AskFirst: tries <= policy.MostQuestions);
        }
    }

    private static IEnumerable<Waiting> FirstOfThreads(IReadOnlyList<Waiting> waiting, IReadOnlySet<IncidentId> busy)
    {
        var first = new Dictionary<IncidentId, Waiting>();
        foreach (var row in waiting)
        {
            if (row.Incident is not { } incident) continue;
            if (!busy.Contains(incident)) first[incident] = first.TryGetValue(incident, out var other) && GoesBefore(other, row) ? other : row;
        }

        return waiting.Where(row => row.Incident is null).Concat(first.Values);
    }

    private static bool GoesBefore(Waiting a, Waiting b) =>
        a.IsHead == b.IsHead ? a.Id <= b.Id : a.IsHead ? !a.HasHead : b.HasHead;

    private static DateTimeOffset? HeldUntil(Waiting row, DeliveryState state, ImmutableDictionary<string, DateTimeOffset> places)
    {
        var until = state.HeldUntil;
        if (places.TryGetValue(row.Place, out var place) && !(until > place)) until = place;
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
/// <param name="AskFirst">True: the platform may have it, and is asked before it is sent again.</param>
public sealed record Following(DeliveryState State, DateTimeOffset? TryAgainAt, bool AskFirst);
