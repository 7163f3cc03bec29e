using ChatOps.Core.Alerts;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Tests.Delivery;

/// <summary>What the worker does with the platform's answers: nothing lost, nothing twice, nobody waits for somebody else's channel.</summary>
internal sealed class WorkerDelivers
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    [Property("Rule", "2.12")]
    public async Task A_mention_that_arrives_starts_the_wait_and_stands_on_the_timeline_as_it_was_sent()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits();

        var sent = (await rig.Told<MessageSent>(1)).Single(message => message.Mention == 1);
        var incident = await rig.Bot.Incident(1);
        Assert.That(rig.Heads, Has.Count.GreaterThanOrEqualTo(1));
        Assert.That(sent.Text, Does.Contain("Problem: ").And.Contain("Request: "));
        Assert.That(sent.Reference, Does.StartWith("post-"));
        Assert.That(incident.Ladder.Mention!.DeliveredAt, Is.EqualTo(rig.Bot.Now));
        Assert.That(incident.Ladder.Deadline!.Reason, Is.EqualTo(DeadlineReason.NotAcknowledged));
        Assert.That(await rig.Told<MentionArrived>(1), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_thread_begins_with_its_head_and_its_messages_hang_on_it()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits();

        Assert.That(rig.Posts.Select(post => post.Head), Is.All.EqualTo(rig.Heads[0].Head ?? $"head-{rig.Heads[0].Id}"));
        Assert.That(rig.Heads[0].Head, Is.Null);
        Assert.That(rig.Heads.Skip(1).Select(head => head.Head), Is.All.Not.Null);
    }

    [Test]
    public async Task Messages_of_a_thread_arrive_in_the_order_in_which_they_were_decided()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        await rig.Bot.Say("ack INC-1");
        await rig.Bot.Say("note INC-1 one");
        await rig.Bot.Say("note INC-1 two");
        rig.Start();
        await rig.UntilNothingWaits();

        Assert.That(rig.Posts.Select(post => post.Id), Is.Ordered.Ascending);
        Assert.That(rig.Posts, Has.Count.GreaterThanOrEqualTo(4));
    }

    [Test]
    public async Task Heads_that_were_not_sent_yet_become_one_that_shows_the_present()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        await rig.Bot.Say("ack INC-1");
        rig.Start();
        await rig.UntilNothingWaits();

        Assert.That(rig.Heads[0].Message.Title.Select(run => run.ToString()), Has.Some.Contains("ana has it"));
    }

    [Test]
    public async Task Alerts_that_join_at_a_time_cost_one_update_of_the_head()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits();
        var before = rig.Heads.Count;
        for (var number = 1; number <= 20; number++) await rig.Bot.Fire(instance: $"web-{number}");
        await rig.UntilNothingWaits(TimeSpan.FromMilliseconds(100));

        Assert.That(rig.Heads, Has.Count.EqualTo(before + 1));
        Assert.That((await rig.Bot.Incident(1)).Alerts.Firing, Is.EqualTo(21));
        Assert.That(PlainText.Of(rig.Heads[^1].Message, rig.Bot.Now, TimeZoneInfo.Utc), Does.Contain("21 alerts"));
    }

    [Test]
    public async Task What_a_person_does_is_shown_at_once_although_a_count_waits()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits();
        await rig.Bot.Fire(instance: "web-2");
        await rig.Bot.Say("ack INC-1");
        await rig.UntilNothingWaits();

        Assert.That(rig.Heads[^1].Message.Title.Select(run => run.ToString()), Has.Some.Contains("ana has it"));
    }

    [Test]
    public async Task What_the_platform_puts_off_is_tried_again_and_arrives_once()
    {
        using var rig = new DeliveryRig();
        var answers = 0;
        rig.Answer = post => Task.FromResult<DeliveryResult>(++answers <= 3 ? new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(2), DeliveryReason.RateLimited) : new DeliveryResult.Delivered($"post-{post.Id}"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits(Second);

        Assert.That(await rig.Told<MessageSent>(1), Has.Count.EqualTo(rig.Posts.Count - 3));
        Assert.That((await rig.Told<MessageSent>(1)).Select(sent => sent.Reference), Is.Unique);
    }

    [Test]
    public async Task A_platform_that_is_away_is_visible_and_gets_everything_when_it_is_back()
    {
        using var rig = new DeliveryRig();
        var away = true;
        rig.AnswerHead = head => Task.FromResult<DeliveryResult>(away ? new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway) : new DeliveryResult.Delivered($"head-{head.Id}"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.Until(() => rig.Heads.Count >= 3, "it is tried again and again", Second);
        var reason = rig.Status.Reason;
        Assert.That(rig.Posts, Is.Empty, "a message without its thread's head would stand alone");

        away = false;
        await rig.UntilNothingWaits(Second);

        Assert.That(reason, Is.EqualTo("the platform is away"));
        Assert.That(rig.Status.Reason, Is.Null);
        Assert.That((await rig.Told<MessageSent>(1)).Select(sent => sent.Reference), Is.Unique.And.Not.Empty);
    }

    [Test]
    public async Task A_thread_whose_answer_never_comes_holds_up_no_other()
    {
        using var rig = new DeliveryRig();
        var stuck = new TaskCompletionSource<DeliveryResult>();
        rig.Answer = post => post.Incident == new IncidentId(1) ? stuck.Task : Task.FromResult<DeliveryResult>(new DeliveryResult.Delivered($"post-{post.Id}"));
        await rig.Bot.Fire();
        await rig.Bot.Fire(service: "blog");
        rig.Start();
        await rig.Until(async () => (await rig.Told<MentionArrived>(2)).Count == 1, "the other thread's mention arrived");

        Assert.That(await rig.Told<MentionArrived>(1), Is.Empty);
        stuck.SetResult(new DeliveryResult.Delivered("late"));
        await rig.Until(async () => (await rig.Told<MentionArrived>(1)).Count == 1, "the late one counts too");
    }

    [Test]
    [Property("Rule", "2.12")]
    public async Task An_answer_that_does_not_come_is_given_up_and_asked_for_before_it_is_sent_again()
    {
        using var rig = new DeliveryRig();
        var asked = 0;
        rig.Answer = _ => new TaskCompletionSource<DeliveryResult>().Task;
        rig.Found = post => Task.FromResult<DeliveryResult?>(++asked > 0 ? new DeliveryResult.Delivered("it was there") : null);
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits(TimeSpan.FromSeconds(5));

        Assert.That(rig.Posts.GroupBy(post => post.Id).Select(post => post.Count()), Is.All.EqualTo(1), "no message went out twice");
        Assert.That((await rig.Told<MessageSent>(1)).Select(sent => sent.Reference), Is.All.EqualTo("it was there"));
    }

    [Test]
    public async Task A_crash_between_sent_and_recorded_posts_nothing_twice()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        // The platform has it; the program ends before it can write that down.
        var taken = new HashSet<long>((await rig.Waiting()).Select(post => post.Id));
        await rig.Bot.Database.WriteAsync(
            transaction =>
            {
                foreach (var post in taken) transaction.Posts.Sending(post);
            },
            CancellationToken.None);
        rig.Found = post => Task.FromResult<DeliveryResult?>(taken.Contains(post.Id) ? new DeliveryResult.Delivered($"found-{post.Id}") : null);
        await rig.Bot.Restart();
        rig.Start();
        await rig.UntilNothingWaits();

        Assert.That(rig.Posts.Select(post => post.Id), Has.None.Matches<long>(taken.Contains));
        Assert.That(rig.Questions.Select(question => question.Id), Is.SupersetOf(taken));
        Assert.That((await rig.Told<MentionArrived>(1)), Has.Count.EqualTo(1));
        Assert.That((await rig.Told<MessageSent>(1)).Select(sent => sent.Reference), Has.Some.StartsWith("found-"));
    }

    [Test]
    public async Task What_was_not_being_sent_when_the_program_ended_is_sent_without_a_question()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        await rig.Bot.Restart();
        rig.Start();
        await rig.UntilNothingWaits();

        Assert.That(rig.Questions, Is.Empty);
        Assert.That(await rig.Told<MentionArrived>(1), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_head_whose_answer_was_lost_is_asked_for_and_then_brought_up_to_date()
    {
        using var rig = new DeliveryRig();
        rig.AnswerHead = head => Task.FromResult<DeliveryResult>(head.Head is null ? new DeliveryResult.Unknown("the answer was cut") : new DeliveryResult.Delivered(head.Head));
        rig.Found = post => Task.FromResult<DeliveryResult?>(post.Key.EndsWith("-head-1", StringComparison.Ordinal) ? new DeliveryResult.Delivered("found") : null);
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits(Second);

        Assert.That(rig.Heads.Select(head => head.Head).Take(2), Is.EqualTo(new[] { null, "found" }), "made once, then changed");
        Assert.That(rig.Heads.Skip(1).Select(head => head.Head), Is.All.EqualTo("found"));
        Assert.That(rig.Posts.Select(post => post.Head), Is.All.EqualTo("found"));
    }

    [Test]
    public async Task The_key_of_a_message_is_the_same_at_each_try_and_that_of_no_other_message()
    {
        using var rig = new DeliveryRig();
        var answers = 0;
        rig.Answer = post => Task.FromResult<DeliveryResult>(++answers <= 3 ? new DeliveryResult.RetryAfter(TimeSpan.FromSeconds(2), DeliveryReason.RateLimited) : new DeliveryResult.Delivered($"post-{post.Id}"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits(Second);

        var keys = rig.Posts.GroupBy(post => post.Id).Select(tries => tries.Select(post => post.Key).Distinct().Single()).Concat(rig.Heads.Select(head => head.Key).Distinct()).ToList();
        Assert.That(keys, Is.Unique.And.All.Match("^[0-9a-f]{16}-(post|head)-[0-9]+$"));
    }

    [Test]
    public async Task A_platform_that_recognises_repeats_is_never_asked()
    {
        using var rig = new DeliveryRig(new DeliveryPolicy { RecognisesRepeats = true });
        await rig.Bot.Fire();
        rig.Answer = _ => new TaskCompletionSource<DeliveryResult>().Task;
        rig.Start();
        await rig.Until(() => rig.Posts.Count == 1, "it is under way");
        var doubts = await rig.Waiting();

        Assert.That(doubts.Select(post => post.Doubt), Is.All.Zero);
    }

    [Test]
    [Property("Rule", "2.12")]
    public async Task A_mention_that_its_route_refuses_goes_the_fallback_route_at_once()
    {
        using var rig = new DeliveryRig();
        rig.Answer = post => Task.FromResult<DeliveryResult>(
            post.Message.Summary.StartsWith("not delivered elsewhere", StringComparison.Ordinal) ? new DeliveryResult.Delivered("fallback") : new DeliveryResult.Refused(DeliveryReason.ChannelGone, "is_archived"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits();

        Assert.That((await rig.Told<MessageRefused>(1)).Select(refused => (refused.Reason, refused.Detail)), Has.Some.EqualTo(("ChannelGone", "is_archived")));
        Assert.That(await rig.Told<MentionFellBack>(1), Has.Count.EqualTo(1));
        Assert.That(await rig.Told<MentionArrived>(1), Has.Count.EqualTo(1), "the fallback is a delivery too");
    }

    [Test]
    [Property("Rule", "2.12")]
    public async Task A_mention_that_was_overtaken_is_not_posted_later()
    {
        using var rig = new DeliveryRig();
        await rig.Bot.Fire();
        await rig.Bot.Resolve();
        rig.Start();
        await rig.UntilNothingWaits();

        Assert.That(rig.Posts.Select(post => post.Kind), Has.None.EqualTo(MessageKind.Mention));
        Assert.That(rig.Posts, Is.Not.Empty, "that it is over is told");
    }

    [Test]
    public async Task An_adapter_that_throws_loses_nothing()
    {
        using var rig = new DeliveryRig();
        var calls = 0;
        rig.Answer = post => ++calls == 1 ? throw new InvalidOperationException("a mistake in the adapter") : Task.FromResult<DeliveryResult>(new DeliveryResult.Delivered($"post-{post.Id}"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits(Second);

        Assert.That(await rig.Told<MentionArrived>(1), Has.Count.EqualTo(1));
    }

    [Test]
    [Property("Rule", "2.30")]
    public async Task In_a_storm_a_digest_calls_once_and_counts_as_the_mention_of_each_that_it_lists()
    {
        using var rig = new DeliveryRig(stormPerMinute: 3);
        for (var i = 0; i < 8; i++) await rig.Bot.Fire(service: $"service-{i}");
        rig.Start();
        await rig.UntilNothingWaits();
        var arrivedBefore = await Arrived(rig);
        await rig.Bot.Pass(TimeSpan.FromSeconds(65));
        await rig.UntilNothingWaits();

        var digest = rig.Posts.Where(post => post.Incident is null).ToList();
        Assert.That(arrivedBefore, Is.LessThan(8));
        Assert.That(digest, Has.Count.EqualTo(1));
        Assert.That(await Arrived(rig), Is.EqualTo(8));
    }

    [Test]
    [Property("Rule", "2.30")]
    public async Task A_digest_says_which_service_is_meant_whatever_its_alert_says()
    {
        using var rig = new DeliveryRig(stormPerMinute: 1);
        for (var i = 0; i < 3; i++)
        {
            await rig.Bot.Send(rig.Bot.Alert("TargetDown", $"service-{i}", null, "alert", AlertStatus.Firing) with { Annotations = LabelSet.Of(("summary", "no answer")) });
        }

        rig.Start();
        await rig.Bot.Pass(TimeSpan.FromSeconds(65));
        await rig.UntilNothingWaits();

        var digest = rig.Posts.Single(post => post.Incident is null);
        Assert.That(PlainText.Of(digest.Message, rig.Bot.Now, TimeZoneInfo.Utc), Does.Contain("service-2 is down"));
    }

    private static async Task<int> Arrived(DeliveryRig rig)
    {
        var count = 0;
        for (var i = 1; i <= 8; i++) count += (await rig.Told<MentionArrived>(i)).Count;
        return count;
    }
}
