using ChatOps.Bot.Delivery;
using ChatOps.Bot.Intake;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Tests.Intake;

namespace ChatOps.Tests.Delivery;

/// <summary>Rule 2.12 where people are called on Slack and the local chat only keeps a record. Slack has no worker here: it takes nothing.</summary>
[Property("Rule", "2.12")]
internal sealed class BesideAPlatform
{
    [Test]
    public async Task A_mention_that_only_the_local_chat_has_is_not_delivered()
    {
        using var rig = await LocalDelivers();

        Assert.That((await rig.Told<MessageSent>(1)).Select(sent => sent.Platform), Is.All.EqualTo(Routing.Local).And.Not.Empty);
        Assert.That(await rig.Told<MentionArrived>(1), Is.Empty);
        Assert.That((await rig.Bot.Incident(1)).Ladder.Deadline!.Reason, Is.EqualTo(DeadlineReason.Undelivered));
    }

    [Test]
    public async Task After_two_minutes_it_goes_the_fallback_route()
    {
        using var rig = await LocalDelivers();
        await rig.Bot.Pass(TimeSpan.FromSeconds(119));
        var before = (await rig.Told<MentionFellBack>(1)).Count;
        await rig.Bot.Pass(TimeSpan.FromSeconds(2));

        Assert.That(before, Is.Zero);
        Assert.That(await rig.Told<MentionFellBack>(1), Has.Count.EqualTo(1));
        Assert.That((await rig.Bot.Incident(1)).Ladder.Level, Is.EqualTo(2));
    }

    [Test]
    public async Task After_the_full_wait_it_goes_up_and_says_why()
    {
        using var rig = await LocalDelivers();
        await rig.Bot.Pass(TimeSpan.FromSeconds(121));
        await rig.Bot.Pass(TimeSpan.FromSeconds(478));
        var before = (await rig.Bot.Incident(1)).Ladder.Level;
        await rig.Bot.Pass(TimeSpan.FromSeconds(2));

        Assert.That(before, Is.EqualTo(2), "10 minutes from entering the level");
        Assert.That((await rig.Bot.Incident(1)).Ladder.Level, Is.EqualTo(3));
        Assert.That((await rig.Told<LevelEntered>(1))[^1].Because, Does.Contain("could not be reached"));
    }

    [Test]
    public async Task A_person_who_is_called_is_also_written_to_directly_where_that_is_configured()
    {
        using var bot = new IntakeRig(slack: "C0OPS", direct: roster => new DirectMessages("slack", roster, handle => handle.StartsWith('U')));
        await bot.Fire();
        var places = new List<string>();
        for (var rows = await Waiting(bot); rows.Count > 0; rows = await Waiting(bot))
        {
            foreach (var row in rows) places.Add($"{row.Kind} {row.Place} {row.Mention?.Number}".TrimEnd());
            await bot.Database.WriteAsync(transaction => transaction.Posts.Delivered(rows[0].Id, "ref", bot.Now), CancellationToken.None);
        }

        Assert.That(places.Where(place => place.StartsWith("Mention", StringComparison.Ordinal)), Is.EqualTo(new[] { "Mention C0OPS 1", "Mention U0BOB 1" }));
    }

    [Test]
    [Property("Rule", "2.30")]
    public async Task An_incident_that_a_digest_lists_has_no_thread_until_there_is_more_to_tell()
    {
        using var bot = new IntakeRig(stormPerMinute: 3, slack: "C0OPS");
        for (var i = 0; i < 8; i++) await bot.Fire(service: $"service-{i}");
        var before = await Heads(bot);
        await bot.Say("note INC-8 it is the network");

        Assert.That(before, Is.Not.Empty.And.No.Member(8L));
        Assert.That(await Heads(bot), Does.Contain(8L));
        Assert.That(await bot.Read(read => read.Outbox.Shows(Routing.Local, DateTimeOffset.MaxValue, 100)), Has.Count.EqualTo(8), "the page has every incident");
    }

    [TestCase(DeliveryReason.ChannelGone, false)]
    [TestCase(DeliveryReason.NotAuthorized, false)]
    [TestCase(DeliveryReason.ContentRefused, true)]
    public void A_place_that_takes_nothing_is_red_until_it_takes_something(DeliveryReason reason, bool well)
    {
        var status = new PlatformStatus("slack");
        status.Heard("C0OPS", new DeliveryResult.Refused(reason, "is_archived"));
        var refused = status.State();
        status.Heard("C0ELSE", new DeliveryResult.Delivered("C0ELSE/1.2"));
        var another = status.State();
        status.Heard("C0OPS", new DeliveryResult.Delivered("C0OPS/1.2"));

        Assert.That(refused.Reason, well ? Is.Null : Is.EqualTo("C0OPS takes no messages: is_archived"));
        Assert.That(another, Is.EqualTo(refused), "another place says nothing about it");
        Assert.That(status.State().Reason, Is.Null);
    }

    private static async Task<List<long>> Heads(IntakeRig bot) => [.. (await bot.Read(read => read.Outbox.Shows("slack", DateTimeOffset.MaxValue, 100))).Select(show => show.Incident.Number)];

    private static Task<IReadOnlyList<ChatOps.Storage.Outbox.WaitingPost>> Waiting(IntakeRig bot) => bot.Read(read => read.Outbox.Ready("slack", DateTimeOffset.MaxValue, 10));

    private static async Task<DeliveryRig> LocalDelivers()
    {
        var rig = new DeliveryRig(bot: new IntakeRig(slack: "C0OPS"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits();
        return rig;
    }
}
