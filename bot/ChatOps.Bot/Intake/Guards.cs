using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Intake;

/// <summary>Reads the facts that keep an acting step from running, in the transaction in which it would be decided (rules 6.8 to 6.10).</summary>
internal static class Guards
{
    /// <summary>Of an incident with more alerts than these, the first tell how wide it is.</summary>
    private const int MostAlerts = 1000;

    /// <summary>Why acting steps of this incident do not run by themselves now, a clause for people; or null.</summary>
    public static string? NotByItself(IntakeSession session, Incident incident, string runbook, IReadOnlyList<MaintenanceWindow> windows)
    {
        var (service, now, zone) = (incident.Service.Name, session.Now, session.World.Messages.Zone);
        if (windows.FirstOrDefault(window => window.Covers(service, now)) is { } window)
        {
            return $"the maintenance window {window.Name} is on{(window.End is { } end ? $" until {TimeText.Of(end, now, zone)}" : window.Weekly is { } weekly ? $" until {weekly.To:HH:mm}" : "")}";
        }

        if (session.Transaction.Switches.RunbookOff(runbook, service) is { } off) return $"{off.By} switched runbook {runbook} off for {service} at {TimeText.Of(off.At, now, zone)}";
        var labels = LabelSet.From(incident.Facts.Labels.Where(label => label.Key != "service").Append(new("service", service)));
        return session.Alerts.Silences.Active.FirstOrDefault(silence => MaintenanceWindow.IsMarked(silence.Comment) && silence.Covers(labels, now)) is { } marked
            ? $"{OutsideText.Line(marked.CreatedBy, 60)} silenced it for maintenance until {TimeText.Of(marked.EndsAt, now, zone)}"
            : null;
    }

    /// <summary>Why nothing may act on so much of the service at once, a clause for people; or null.</summary>
    public static string? TooWide(IntakeSession session, Incident incident, RecoveryRules rules)
    {
        if (rules.Instances <= 1) return null;
        var firing = new HashSet<string>(StringComparer.Ordinal);
        var seen = 0;
        session.Transaction.Alerts.AllFiring(incident.Id, labels =>
        {
            firing.Add(BlastRadius.InstanceOf(labels) ?? "");
            return ++seen < MostAlerts;
        });
        return BlastRadius.TooWide(incident.Service.Name, firing.Count, rules);
    }

    /// <summary>The attempt that acts on a service which needs this one or is needed by it, a clause for people; or null.</summary>
    public static string? RelativeActs(IntakeSession session, long attempt, string service) => BlastRadius.Relative(
        service,
        session.Transaction.Attempts.Acting(attempt, session.Now).Select(held => new ActingAttempt(held.Service, $"{held.Holder.Incident}, attempt {held.Holder.Number}")),
        session.World.Catalog.Dependencies);
}
