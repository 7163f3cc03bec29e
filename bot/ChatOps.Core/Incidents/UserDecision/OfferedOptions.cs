namespace ChatOps.Core.Incidents.UserDecision;

/// <summary>
/// The options of Level 4 (rule 2.21), by the names that <c>decide</c> takes, in the order in which the message numbers them from 1. The same
/// list is shown and understood, so that <c>decide 2</c> means what was read.
/// </summary>
public static class OfferedOptions
{
    /// <summary>Lets the step run that waits for an approval.</summary>
    public const string Approve = "approve";

    /// <summary>Runs the fitting runbook once more.</summary>
    public const string Retry = "retry";

    /// <summary>Runs another runbook.</summary>
    public const string Run = "run";

    /// <summary>Gives it to a person.</summary>
    public const string Hand = "hand";

    /// <summary>Keeps investigating.</summary>
    public const string Investigate = "investigate";

    /// <summary>Accepts it and silences the service for a while.</summary>
    public const string Accept = "accept";

    /// <summary>Declares it resolved.</summary>
    public const string Resolve = "resolve";

    /// <summary>What is offered for the incident as it stands.</summary>
    public static IReadOnlyList<string> Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var options = new List<string>(7);
        if (incident.Recovery.Approval is not null) options.Add(Approve);
        if (incident.Recovery.Runbook is not null) options.Add(Retry);
        options.AddRange([Hand, Investigate, Accept, Resolve]);
        if (!incident.Major) options.Add(Run);
        return options;
    }
}
