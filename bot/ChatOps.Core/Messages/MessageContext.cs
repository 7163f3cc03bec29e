namespace ChatOps.Core.Messages;

/// <summary>What a message needs to know beside the incident.</summary>
/// <param name="Zone">The zone for times in plain text (<c>Display:TimeZone</c>).</param>
/// <param name="PublicUrl">What links to our own pages start with (<c>PublicUrl</c>); absolute, without a slash at its end.</param>
public sealed record MessageContext(TimeZoneInfo Zone, string PublicUrl)
{
    /// <summary>An incident's page.</summary>
    public string PageOf(Incidents.IncidentId incident) => $"{PublicUrl}/incidents/{incident}";
}
