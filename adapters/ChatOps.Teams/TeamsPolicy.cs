using ChatOps.Core.Delivery;

namespace ChatOps.Teams;

/// <summary>The figures by which messages go out to Teams.</summary>
internal static class TeamsPolicy
{
    /// <summary>
    /// Eight messages in two seconds into one conversation, changes counted with them; the longer figures (60 in 30 seconds, 1,800 an hour) are
    /// <see cref="Connector.TeamsPace"/>'s. A channel is one conversation with all its threads.
    /// </summary>
    public static readonly DeliveryPolicy Default = new() { Pace = TimeSpan.FromMilliseconds(250), MostAtOnce = 16 };
}
