using ChatOps.Core.Delivery;

namespace ChatOps.Slack;

/// <summary>The figures by which messages go out to Slack.</summary>
internal static class SlackPolicy
{
    /// <summary>
    /// One message a second and channel, as Slack asks for; fifty changes a minute (tier 3), counted over the whole workspace.
    /// </summary>
    public static readonly DeliveryPolicy Default = new()
    {
        Pace = TimeSpan.FromSeconds(1),
        UpdatePace = TimeSpan.FromSeconds(1.2),
        MostAtOnce = 16,
    };
}
