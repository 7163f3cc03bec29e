using System.Globalization;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Intake;

/// <summary>What stands under a post of which alerts were made: one line for each incident that has them.</summary>
public static class IncidentLines
{
    private const int Most = 10;

    /// <summary>The lines, the last one telling how many more there are; null when none of the incidents has a head to show.</summary>
    /// <param name="desk">Knows the heads.</param>
    /// <param name="incidents">The incidents that the alerts of the post opened or joined.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">They cannot be read now.</exception>
    public static async Task<string?> OfAsync(IChatDesk desk, IReadOnlyList<IncidentId> incidents, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (var incident in incidents.Take(Most))
        {
            if (await desk.HeadAsync(incident, cancellationToken).ConfigureAwait(false) is { } head) lines.Add(head.Summary);
        }

        if (lines.Count == 0) return null;
        if (incidents.Count > Most) lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {incidents.Count - Most} more"));
        return string.Join('\n', lines);
    }
}
