using ChatOps.Bot.Dashboard.Reading;
using ChatOps.Bot.Health;
using ChatOps.Storage;
using ChatOps.Storage.Alerts;
using ChatOps.Storage.Outbox;

namespace ChatOps.Tests.Dashboard;

internal sealed class HealthPartTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    [Test]
    public void Given_all_is_well_then_nothing_is_urgent() =>
        Assert.That(Parts(StorageHealth.Available, [new OutboxDepth("local", 1, Now.AddSeconds(-3))], [new SourceRow("prometheus", Now, Now, null, false)], 0), Has.All.Matches<HealthPart>(part => part is { Well: true, IsUrgent: false }));

    [Test]
    [Property("Rule", "2.12")]
    public void Given_a_message_that_is_not_delivered_for_two_minutes_then_every_page_is_red() =>
        Assert.That(
            Parts(StorageHealth.Available, [new OutboxDepth("slack", 3, Now - Late)], [], 0).Where(part => part.IsUrgent),
            Has.Exactly(1).Items.And.All.Property(nameof(HealthPart.Text)).Contains("3 messages wait to be delivered, the oldest for 2 min"));

    [Test]
    public void Given_storage_that_takes_nothing_then_every_page_says_what_to_do() =>
        Assert.That(
            Parts(new StorageHealth(false, "The disk is full: make room."), [], [], 0).Where(part => part.IsUrgent),
            Has.Exactly(1).Items.And.All.Property(nameof(HealthPart.Text)).EqualTo("The disk is full: make room."));

    [Test]
    [Property("Rule", "2.26")]
    public void Given_a_source_that_fell_silent_then_it_is_in_trouble() =>
        Assert.That(Parts(StorageHealth.Available, [], [new SourceRow("prometheus", Now, null, Now, false)], 0).Single(part => part.Kind == "source").Well, Is.False);

    [Test]
    public void Given_a_scheduler_that_stands_still_then_every_page_says_so() =>
        Assert.That(
            HealthPart.Of(StorageHealth.Available, [new HealthState("scheduler", false, "No sweep has ended.")], [], [], 0, Now, Late).Where(part => part.IsUrgent),
            Has.Exactly(1).Items.And.All.Property(nameof(HealthPart.Text)).EqualTo("No sweep has ended."));

    [Test]
    public void Given_parked_inputs_then_they_are_counted() =>
        Assert.That(Parts(StorageHealth.Available, [], [], 1).Single(part => part.IsUrgent).Text, Does.StartWith("1 input could not be served"));

    private static HealthPart[] Parts(StorageHealth storage, IReadOnlyList<OutboxDepth> waiting, IReadOnlyList<SourceRow> sources, int parked) =>
        [.. HealthPart.Of(storage, [new HealthState("scheduler", true, null)], waiting, sources, parked, Now, Late)];
}
