using ChatOps.Bot.Delivery;
using ChatOps.Core.Delivery;

namespace ChatOps.Tests.Delivery;

internal sealed class PlacesThatRefuse
{
    [Test]
    public void Given_two_channels_that_take_nothing_then_both_are_named_in_the_order_of_their_names_until_they_take_something_again()
    {
        var status = new PlatformStatus("slack");

        status.Heard("C2", new DeliveryResult.Refused(DeliveryReason.ChannelGone, "it is archived"));
        status.Heard("C1", new DeliveryResult.Refused(DeliveryReason.NotAuthorized, "the bot is no member"));
        var both = status.State();
        status.Heard("C1", new DeliveryResult.Delivered("1"));
        status.Heard("C2", new DeliveryResult.Delivered("2"));

        Assert.Multiple(() =>
        {
            Assert.That(both.Reason, Is.EqualTo("C1 takes no messages: the bot is no member; C2 takes no messages: it is archived"));
            Assert.That(status.State().Good, Is.True);
        });
    }
}
