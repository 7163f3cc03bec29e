using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Tests.Intake;

namespace ChatOps.Tests.Delivery;

/// <summary>What was posted on a platform loses its buttons once they can no longer be pressed (rule 2.16), whatever the platform answers meanwhile.</summary>
[Property("Rule", "2.16")]
internal sealed class ButtonsFade
{
    private const string Platform = "slack";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_mention_that_was_acknowledged_is_shown_without_its_buttons()
    {
        using var rig = await Mentioned();
        var mention = rig.Posts.Single(post => post.Kind == MessageKind.Mention);
        await rig.Bot.Say("ack INC-1");
        await rig.Until(() => rig.Changes.Any(change => change.Outgoing.Id == mention.Id), "the mention is changed", Second);

        var (changed, reference) = rig.Changes.First(change => change.Outgoing.Id == mention.Id);
        Assert.That(mention.Message.Buttons, Is.Not.Empty);
        Assert.That(reference, Is.EqualTo($"post-{mention.Id}"));
        Assert.That(changed.Message.Buttons, Is.Empty);
        Assert.That(changed.Key, Is.EqualTo(mention.Key), "it is still the message that the platform can be asked for");
        Assert.That((changed.Message.Summary, changed.Message.Title, changed.Message.Footer), Is.EqualTo((mention.Message.Summary, mention.Message.Title, mention.Message.Footer)));
    }

    [Test]
    public async Task When_it_is_over_each_of_its_messages_is_changed_once_and_a_reopening_brings_nothing_back()
    {
        using var rig = await Mentioned();
        await rig.Bot.Say("ack INC-1");
        await rig.Bot.Say("resolve INC-1");
        await rig.Bot.Say("reopen INC-1");
        await UntilNothingFades(rig);
        var present = (await rig.Bot.Incident(1)).Stamp;

        Assert.That(rig.Changes.Select(change => change.Outgoing.Id), Is.Unique.And.Not.Empty);
        foreach (var post in rig.Posts.Where(post => DrawnButtons.Any(post.Message) is { } button && button.Stamp != present))
        {
            Assert.That(rig.Changes.Select(change => change.Outgoing.Id), Does.Contain(post.Id), post.Message.Summary);
        }
    }

    [Test]
    public async Task What_goes_out_late_goes_out_without_buttons_that_cannot_be_pressed()
    {
        using var rig = new DeliveryRig(bot: new IntakeRig(slack: "C0OPS"), platform: Platform);
        await rig.Bot.Fire();
        await rig.Bot.Say("ack INC-1");
        await rig.Bot.Say("unack INC-1");
        var present = (await rig.Bot.Incident(1)).Stamp;
        rig.Start();
        await rig.UntilNothingWaits(Second);

        var drawn = rig.Posts.Select(post => DrawnButtons.Any(post.Message)?.Stamp).OfType<int>().ToList();
        Assert.That(drawn, Is.Not.Empty.And.All.EqualTo(present));
        Assert.That(rig.Changes, Is.Empty);
    }

    [Test]
    public async Task One_that_was_under_way_meanwhile_is_changed_afterwards()
    {
        var answer = new TaskCompletionSource<DeliveryResult>();
        using var rig = new DeliveryRig(bot: new IntakeRig(slack: "C0OPS"), platform: Platform);
        rig.Answer = post => post.Kind == MessageKind.Mention ? answer.Task : Task.FromResult<DeliveryResult>(new DeliveryResult.Delivered($"post-{post.Id}"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.Until(() => rig.Posts.Any(post => post.Kind == MessageKind.Mention), "the mention is under way", Second);
        var mention = rig.Posts.Single(post => post.Kind == MessageKind.Mention);
        await rig.Bot.Say("ack INC-1");
        answer.SetResult(new DeliveryResult.Delivered("late"));
        await UntilNothingFades(rig);

        Assert.That(mention.Message.Buttons, Is.Not.Empty);
        Assert.That(rig.Changes.Single(change => change.Outgoing.Id == mention.Id).Reference, Is.EqualTo("late"));
    }

    [Test]
    public async Task A_platform_that_is_away_is_tried_again_and_one_that_refuses_is_not()
    {
        using var rig = await Mentioned();
        var answers = new Queue<DeliveryResult>([
            new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway), new DeliveryResult.Unknown("cut"), new DeliveryResult.RetryAfter(Second, DeliveryReason.RateLimited),
            new DeliveryResult.Refused(DeliveryReason.ContentRefused, "message_not_found")]);
        rig.AnswerChange = _ => Task.FromResult(answers.Count > 0 ? answers.Dequeue() : new DeliveryResult.Delivered("changed"));
        await rig.Bot.Say("ack INC-1");
        await UntilNothingFades(rig);

        Assert.That(answers, Is.Empty);
        Assert.That(rig.Changes.GroupBy(change => change.Outgoing.Id).Select(changes => changes.Count()).Order(), Is.EqualTo(rig.Changes.Select(change => change.Outgoing.Id).Distinct().Skip(1).Select(_ => 1).Append(4)));
        Assert.That(await rig.Told<MessageRefused>(1), Is.Empty);
    }

    [Test]
    public async Task A_restart_forgets_none()
    {
        using var rig = await Mentioned();
        await rig.Stop();
        await rig.Bot.Say("ack INC-1");
        await rig.Bot.Restart();
        rig.Start();
        await UntilNothingFades(rig);

        Assert.That(rig.Changes, Is.Not.Empty);
    }

    [Test]
    public async Task The_local_chat_knows_by_itself_and_is_told_nothing()
    {
        using var rig = new DeliveryRig(bot: new IntakeRig(slack: "C0OPS"));
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits(Second);
        await rig.Bot.Say("ack INC-1");
        await rig.Bot.Say("resolve INC-1");
        await rig.UntilNothingWaits(Second);

        Assert.That(rig.Changes, Is.Empty);
    }

    [Test]
    public void Options_stay_as_numbered_lines()
    {
        var message = new ChatMessage("s", [new Run.Text("t")], [new Block.Choices("Options", [new Choice([new Run.Text("Fail over.")], Pressed), new Choice([new Run.Text("Wait.")], Pressed)])], [Pressed]);
        var faded = DrawnButtons.Without(message);

        Assert.That(DrawnButtons.Any(message with { Buttons = [] }), Is.EqualTo(Pressed));
        Assert.That(DrawnButtons.Any(faded), Is.Null);
        Assert.That(((Block.Field)faded.Blocks.Single()).Lines.Select(line => string.Concat(line.OfType<Run.Text>().Select(run => run.Value))), Is.EqualTo(new[] { "1. Fail over.", "2. Wait." }));
    }

    private static Button Pressed { get; } = new("Choose", "decide INC-1 1", new IncidentId(1), 3);

    private static async Task<DeliveryRig> Mentioned()
    {
        var rig = new DeliveryRig(bot: new IntakeRig(slack: "C0OPS"), platform: Platform);
        await rig.Bot.Fire();
        rig.Start();
        await rig.UntilNothingWaits(Second);
        return rig;
    }

    private static async Task UntilNothingFades(DeliveryRig rig)
    {
        await rig.UntilNothingWaits(Second);
        await rig.Until(async () => (await rig.Bot.Read(read => read.Outbox.Fades(Platform, DateTimeOffset.MaxValue, 100))).Count == 0, "no button stands in vain", Second);
    }
}
