using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using CsCheck;

namespace ChatOps.Tests.Delivery;

/// <summary>Whatever waits and whatever a platform answers: everything arrives once, in order, at its pace.</summary>
internal sealed class PlanProperties
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Waiting> AnyRow =
        Gen.Select(Gen.Long[1, 500], Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 300]).Select((id, incident, place, kind, age) =>
            new Waiting(id, incident == 0 ? null : new IncidentId(incident), incident == 0 ? $"place{place}" : $"place{incident % 3}", false, true, (MessageKind)kind, Start.AddSeconds(-age), 0));

    [Test]
    public void Nothing_is_both_sent_and_deferred_and_nothing_due_is_forgotten() =>
        Gen.Select(AnyRow.Array[0, 40], Gen.Int[0, 20], Gen.Bool).Sample((rows, free, paced) =>
        {
            var due = rows.DistinctBy(row => row.Id).ToArray();
            var arrangement = DeliveryPlan.Arrange(due, new HashSet<IncidentId>(), free, DeliveryState.Fresh, Policy(paced), Start);
            var sent = arrangement.Send.ToHashSet();
            var threads = due.Where(row => row.Incident is not null).GroupBy(row => row.Incident).Select(thread => thread.MinBy(row => row.Id)!).Concat(due.Where(row => row.Incident is null)).ToHashSet();
            return sent.Count == arrangement.Send.Count
                && sent.Count <= free
                && sent.IsSubsetOf(threads)
                && !arrangement.Defer.Any(row => sent.Contains(row.Row))
                && (sent.Count == free || sent.Count + arrangement.Defer.Count == threads.Count)
                && (!paced || arrangement.Send.Select(row => row.Place).Distinct().Count() == sent.Count)
                && arrangement.Defer.All(row => row.Until > Start);
        });

    [Test]
    public void Whatever_the_platform_answers_all_arrives_in_order_and_at_its_pace() =>
        Gen.Select(AnyRow.Array[1, 25], Gen.Int[0, 4].Array[60], Gen.Bool).Sample((rows, answers, paced) =>
        {
            var policy = Policy(paced);
            var waiting = rows.DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => (Row: row, NextAt: Start));
            var arrived = new List<(Waiting Row, DateTimeOffset At)>();
            var state = DeliveryState.Fresh;
            var turn = 0;
            for (var now = Start; waiting.Count > 0; now += TimeSpan.FromMilliseconds(500))
            {
                if (now > Start.AddHours(3)) return false;
                var due = waiting.Values
                    .Where(row => row.NextAt <= now && !waiting.Values.Any(other => other.Row.Incident is not null && other.Row.Incident == row.Row.Incident && other.Row.Id < row.Row.Id))
                    .Select(row => row.Row).ToArray();
                var arrangement = DeliveryPlan.Arrange(due, new HashSet<IncidentId>(), 4, state, policy, now);
                state = arrangement.State;
                foreach (var deferred in arrangement.Defer) waiting[deferred.Row.Id] = (deferred.Row, deferred.Until);
                foreach (var row in arrangement.Send)
                {
                    var answer = Answer(turn < answers.Length ? answers[turn++] : 0);
                    var following = DeliveryPlan.After(row, answer, state, policy, now, 0.5, asked: row.AskFirst);
                    state = following.State;
                    if (following.TryAgainAt is { } again)
                    {
                        waiting[row.Id] = (row with { Tries = row.Tries + 1, Doubt = following.Doubt }, again);
                        continue;
                    }

                    waiting.Remove(row.Id);
                    arrived.Add((row, now));
                }
            }

            var inOrder = arrived.Where(row => row.Row.Incident is not null).GroupBy(row => row.Row.Incident)
                .All(thread => thread.Select(row => row.Row.Id).SequenceEqual(thread.Select(row => row.Row.Id).Order()));
            var pace = !paced || arrived.GroupBy(row => row.Row.Place).All(place => place.Zip(place.Skip(1)).All(pair => pair.Second.At - pair.First.At >= policy.Pace));
            return inOrder && pace && arrived.Count == rows.DistinctBy(row => row.Id).Count();
        });

    private static DeliveryPolicy Policy(bool paced) => new() { Pace = paced ? TimeSpan.FromSeconds(1) : TimeSpan.Zero };

    private static DeliveryResult Answer(int kind) => kind switch
    {
        0 => new DeliveryResult.Delivered("ref"),
        1 => new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(3), DeliveryReason.RateLimited),
        2 => new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway),
        3 => new DeliveryResult.Unknown("time-out"),
        _ => new DeliveryResult.Refused(DeliveryReason.ChannelGone, "gone"),
    };
}
