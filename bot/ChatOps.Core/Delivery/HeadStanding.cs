using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;

namespace ChatOps.Core.Delivery;

/// <summary>How the incident of a head message stands, for platforms that show it beside the text: as labels, as an open or closed issue.</summary>
/// <param name="What">What is broken, in a few words.</param>
/// <param name="Level">1 to 4.</param>
/// <param name="State">Its state.</param>
/// <param name="Challenge">What kind of problem.</param>
/// <param name="Merged">Whether it was merged into another one.</param>
public sealed record HeadStanding(string What, int Level, IncidentState State, Challenge Challenge, bool Merged)
{
    /// <summary>How this incident stands.</summary>
    public static HeadStanding Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return new(IncidentWords.What(incident), incident.Ladder.Level, incident.State, incident.Challenge, incident.MergedInto is not null);
    }
}
