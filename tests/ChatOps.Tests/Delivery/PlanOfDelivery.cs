using System.Globalization;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Delivery;

internal sealed class PlanOfDelivery
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-01T03:00:00Z", CultureInfo.InvariantCulture);
    private static readonly DeliveryPolicy AnyPace = new();
    private static readonly DeliveryPolicy OneASecond = new() { Pace = TimeSpan.FromSeconds(1) };
    private static readonly IReadOnlySet<IncidentId> Nobody = new HashSet<IncidentId>();

    [Test]
    public void A_thread_begins_with_its_head()
    {
        var arrangement = Arrange([Post(1, 42) with { HasHead = false }, Head(42) with { HasHead = false }]);

        Assert.That(arrangement.Send, Is.EqualTo(new[] { Head(42) with { HasHead = false } }));
    }

    [Test]
    public void News_goes_before_the_heads_update() => Assert.That(Arrange([Head(42), Post(7, 42)]).Send, Is.EqualTo(new[] { Post(7, 42) }));

    [Test]
    public void Of_a_thread_the_oldest_goes_even_when_a_later_one_is_more_urgent() =>
        Assert.That(Arrange([Post(9, 42, MessageKind.Mention), Post(7, 42, MessageKind.News)]).Send.Select(row => row.Id), Is.EqualTo(new long[] { 7 }));

    [Test]
    public void A_thread_that_has_a_message_under_way_waits()
    {
        var arrangement = DeliveryPlan.Arrange([Post(7, 42), Post(8, 43)], new HashSet<IncidentId> { new(42) }, 16, DeliveryState.Fresh, AnyPace, Now);

        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 8 }));
        Assert.That(arrangement.Defer, Is.Empty);
    }

    [Test]
    public void A_mention_overtakes_digests_and_news_of_other_threads()
    {
        var arrangement = Arrange([Post(1, null, MessageKind.News), Post(2, 42, MessageKind.Report), Post(3, 43, MessageKind.Mention)], OneASecond);

        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 3 }));
        Assert.That(arrangement.Defer.Select(row => (row.Row.Id, (row.Until - Now).TotalSeconds)), Is.EqualTo(new[] { (2L, 1.0), (1L, 2.0) }));
    }

    [Test]
    public void A_mention_that_comes_later_takes_the_next_turn_of_those_who_were_told_to_wait()
    {
        var first = Arrange([Post(1, 41), Post(2, 42), Post(3, 43)], OneASecond);

        var second = DeliveryPlan.Arrange([Post(4, 44, MessageKind.Mention), Post(2, 42)], Nobody, 16, first.State, OneASecond, Now.AddSeconds(1));

        Assert.That(second.Send.Select(row => row.Id), Is.EqualTo(new long[] { 4 }));
    }

    [Test]
    public void A_place_that_asks_for_a_slower_pace_holds_back_itself_alone()
    {
        var held = DeliveryPlan.After(Post(1, 42), new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(30), DeliveryReason.RateLimited), DeliveryState.Fresh, AnyPace, Now, 0.5);
        var arrangement = Arrange([Post(1, 42), Post(2, 43), Post(3, 44) with { Place = "other" }], AnyPace, held.State);

        Assert.That(held.TryAgainAt, Is.EqualTo(Now.AddSeconds(30)));
        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 3 }));
        Assert.That(arrangement.Defer.Select(row => row.Until), Is.All.EqualTo(Now.AddSeconds(30)));
    }

    [Test]
    public void A_platform_that_is_away_is_left_alone_longer_each_time_then_asked_with_one_message()
    {
        var state = DeliveryState.Fresh;
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var following = DeliveryPlan.After(Post(1, 42), new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway), state, AnyPace, Now, 0.5);
            state = following.State;
            pauses.Add((following.TryAgainAt!.Value - Now).TotalSeconds);
        }

        var arrangement = DeliveryPlan.Arrange([Post(1, 42), Post(2, 43)], Nobody, 16, state, AnyPace, Now.AddMinutes(2));

        Assert.That(pauses, Is.EqualTo(new double[] { 1, 2, 4, 8, 16, 32, 60, 60 }));
        Assert.That(state.AwaySince, Is.EqualTo(Now));
        Assert.That(arrangement.Send, Has.Count.EqualTo(1));
        Assert.That(arrangement.Defer, Is.Empty);
        Assert.That(DeliveryPlan.Arrange([Post(2, 43)], new HashSet<IncidentId> { new(42) }, 15, arrangement.State, AnyPace, Now.AddMinutes(2)).Send, Is.Empty);
    }

    [TestCase(0, 0.75)]
    [TestCase(0.5, 1)]
    [TestCase(1, 1.25)]
    public void A_pause_is_spread_by_a_quarter(double jitter, double seconds) => Assert.That(AnyPace.PauseAfter(1, jitter).TotalSeconds, Is.EqualTo(seconds).Within(1e-6));

    [Test]
    public void A_platform_that_answers_is_back()
    {
        var away = DeliveryState.Fresh with { Failures = 5, AwaySince = Now.AddHours(-1), HeldUntil = null };

        var following = DeliveryPlan.After(Post(1, 42), new DeliveryResult.Delivered("ref"), away, AnyPace, Now, 0.5);

        Assert.That(following, Is.EqualTo(new Following(DeliveryState.Fresh, null, 0)));
    }

    [Test]
    public void A_refusal_is_the_end_and_says_nothing_about_the_platform() =>
        Assert.That(
            DeliveryPlan.After(Post(1, 42), new DeliveryResult.Refused(DeliveryReason.ChannelGone, "is_archived"), DeliveryState.Fresh, AnyPace, Now, 0.5),
            Is.EqualTo(new Following(DeliveryState.Fresh, null, 0)));

    [TestCase(0)]
    [TestCase(30)]
    public void After_a_lost_answer_the_platform_is_asked_however_often_it_was_tried_before(int tries)
    {
        var following = DeliveryPlan.After(Post(1, 42) with { Tries = tries }, new DeliveryResult.Unknown("time-out"), DeliveryState.Fresh, AnyPace, Now, 0.5);

        Assert.That(following.Doubt, Is.EqualTo(1));
        Assert.That(following.TryAgainAt, Is.GreaterThan(Now));
    }

    [TestCase(1, 2)]
    [TestCase(2, 3)]
    [TestCase(3, 0)]
    public void A_platform_that_cannot_tell_is_not_asked_for_ever(int doubt, int after) =>
        Assert.That(DeliveryPlan.After(Post(1, 42) with { Doubt = doubt }, new DeliveryResult.Unknown("no scope"), DeliveryState.Fresh, AnyPace, Now, 0.5, asked: true).Doubt, Is.EqualTo(after));

    [Test]
    public void A_question_that_finds_the_platform_away_is_put_again_however_long_that_lasts()
    {
        var following = DeliveryPlan.After(Post(1, 42) with { Doubt = 3, Tries = 50 }, new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway), DeliveryState.Fresh, AnyPace, Now, 0.5, asked: true);

        Assert.That(following.Doubt, Is.EqualTo(3));
        Assert.That(following.State.AwaySince, Is.EqualTo(Now));
    }

    [TestCase(1, 2)]
    [TestCase(9, 10)]
    [TestCase(10, 0)]
    public void A_question_that_is_put_off_holds_up_its_own_thread_alone(int doubt, int after)
    {
        var following = DeliveryPlan.After(Post(1, 42) with { Doubt = doubt }, new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(60), DeliveryReason.RateLimited), DeliveryState.Fresh, AnyPace, Now, 0.5, asked: true);
        var arrangement = Arrange([Post(1, 42), Post(2, 43)], AnyPace, following.State);

        Assert.That(following.Doubt, Is.EqualTo(after));
        Assert.That(following.TryAgainAt, Is.EqualTo(Now.AddSeconds(60)));
        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 2 }));
    }

    [Test]
    public void What_was_surely_not_taken_is_sent_again_without_a_question([Values] DeliveryReason reason) =>
        Assert.That(DeliveryPlan.After(Post(1, 42) with { Doubt = 1 }, new DeliveryResult.RetryAfter(null, reason), DeliveryState.Fresh, AnyPace, Now, 0.5).Doubt, Is.Zero);

    [Test]
    public void A_change_of_a_head_that_is_there_is_made_again_without_a_question()
    {
        Assert.That((Head(42) with { Doubt = 1 }).AskFirst, Is.False);
        Assert.That((Head(42) with { Doubt = 1, HasHead = false }).AskFirst, Is.True);
        Assert.That((Post(1, 42) with { Doubt = 1 }).AskFirst, Is.True);
    }

    [Test]
    public void Changes_that_are_counted_apart_hold_up_no_message_and_messages_no_change()
    {
        var policy = OneASecond with { UpdatePace = TimeSpan.FromSeconds(2) };
        var limited = DeliveryPlan.After(Head(42), new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(30), DeliveryReason.RateLimited), DeliveryState.Fresh, policy, Now, 0.5);
        var arrangement = Arrange([Head(42), Head(43) with { Place = "other" }, Post(2, 44)], policy, limited.State);
        var fresh = Arrange([Head(42), Head(43) with { Place = "other" }, Post(2, 44)], policy);

        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 2 }));
        Assert.That(arrangement.Defer.Select(row => (row.Until - Now).TotalSeconds), Is.EqualTo(new[] { 30.0, 32.0 }));
        Assert.That(fresh.Send.Select(row => row.Incident!.Value.Number), Is.EquivalentTo(new long[] { 42, 44 }));
    }

    [Test]
    public void A_head_that_a_mention_waits_for_is_as_urgent_as_the_mention()
    {
        var news = Enumerable.Range(1, 20).Select(incident => Head(incident) with { HasHead = false, Since = Now.AddMinutes(-5) });

        var arrangement = Arrange([.. news, Head(42) with { HasHead = false }, Post(9, 42, MessageKind.Mention) with { HasHead = false }], OneASecond);

        Assert.That(arrangement.Send.Select(row => row.Incident), Is.EqualTo(new IncidentId?[] { new(42) }));
    }

    [Test]
    public void The_mention_of_one_incident_overtakes_a_digest_that_waits_longer()
    {
        var arrangement = Arrange([Post(1, null, MessageKind.Mention), Post(9, 42, MessageKind.Mention)], OneASecond);

        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 9 }));
    }

    [Test]
    public void While_an_answer_is_lost_its_thread_waits_and_no_other()
    {
        var following = DeliveryPlan.After(Head(42) with { HasHead = false }, new DeliveryResult.Unknown("time-out"), DeliveryState.Fresh, AnyPace, Now, 0.5);
        var arrangement = Arrange([Post(1, 42) with { HasHead = false }, Post(2, 43)], AnyPace, following.State);

        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 2 }));
        Assert.That(arrangement.Defer.Select(row => row.Row.Id), Is.EqualTo(new long[] { 1 }));
    }

    [Test]
    public void A_mention_does_not_overtake_the_head_that_found_the_platform_away_when_another_finds_it_back()
    {
        var away = DeliveryPlan.After(Head(42) with { HasHead = false }, new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway), DeliveryState.Fresh, AnyPace, Now, 0.5);
        var back = DeliveryPlan.After(Post(2, 43), new DeliveryResult.Delivered("there"), away.State, AnyPace, Now, 0.5);

        var arrangement = Arrange([Post(1, 42, MessageKind.Mention) with { HasHead = false }, Post(3, 44)], AnyPace, back.State);

        Assert.That(arrangement.Send.Select(row => row.Id), Is.EqualTo(new long[] { 3 }));
    }

    [Test]
    public void Nor_the_head_whose_place_asked_for_a_slower_pace_when_another_is_told_a_shorter_wait()
    {
        var slow = DeliveryPlan.After(Head(42) with { HasHead = false }, new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(30), DeliveryReason.RateLimited), DeliveryState.Fresh, AnyPace, Now, 0.5);
        var shorter = DeliveryPlan.After(Post(2, 43), new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(1), DeliveryReason.RateLimited), slow.State, AnyPace, Now, 0.5);

        var arrangement = DeliveryPlan.Arrange([Post(1, 42, MessageKind.Mention) with { HasHead = false }], Nobody, 16, shorter.State, AnyPace, Now.AddSeconds(2));

        Assert.That(arrangement.Send, Is.Empty);
        Assert.That(arrangement.Defer.Single().Until, Is.EqualTo(Now.AddSeconds(30)));
    }

    [Test]
    public void What_belongs_below_a_head_that_is_told_to_wait_comes_back_no_sooner()
    {
        var held = DeliveryPlan.After(Post(1, 41), new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(5), DeliveryReason.RateLimited), DeliveryState.Fresh, OneASecond, Now, 0.5);
        var heads = Arrange([Head(42) with { HasHead = false }, Head(43) with { HasHead = false }], OneASecond, held.State);

        var posts = Arrange([Post(3, 43, MessageKind.Mention) with { HasHead = false }, Post(2, 42) with { HasHead = false }], OneASecond, heads.State);

        Assert.That(heads.Defer.Select(row => (row.Row.Incident!.Value.Number, (row.Until - Now).TotalSeconds)), Is.EqualTo(new[] { (42L, 5.0), (43L, 6.0) }));
        Assert.That(posts.Defer.Single(row => row.Row.Id == 3).Until, Is.GreaterThanOrEqualTo(Now.AddSeconds(6)));
        Assert.That(posts.Defer.Single(row => row.Row.Id == 2).Until, Is.GreaterThanOrEqualTo(Now.AddSeconds(5)));
    }

    private static Arrangement Arrange(IReadOnlyList<Waiting> rows, DeliveryPolicy? policy = null, DeliveryState? state = null) =>
        DeliveryPlan.Arrange(rows, Nobody, 16, state ?? DeliveryState.Fresh, policy ?? AnyPace, Now);

    private static Waiting Post(long id, long? incident, MessageKind kind = MessageKind.News) =>
        new(id, incident is { } number ? new IncidentId(number) : null, "main", false, true, kind, Now.AddSeconds(-60 + id), 0);

    private static Waiting Head(long incident) => new(0, new IncidentId(incident), "main", true, true, MessageKind.News, Now.AddSeconds(-5), 0);
}
