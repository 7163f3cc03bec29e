namespace ChatOps.Core.Incidents.UserDecision;

/// <summary>One option of Level 4 as its message offers it (rule 2.21).</summary>
/// <param name="Number">Its number in the message, from 1.</param>
/// <param name="Name">Its name, as <c>decide</c> takes it.</param>
/// <param name="Title">What its button says.</param>
/// <param name="Does">What it does, a sentence.</param>
/// <param name="Risk">What it may break, a sentence.</param>
/// <param name="Command">The command that chooses it; one that ends in a space wants more words.</param>
public sealed record UserOption(int Number, string Name, string Title, string Does, string Risk, string Command)
{
    /// <summary>Run the fitting runbook once more.</summary>
    public const string Retry = "retry";

    /// <summary>Run the step that waits for an approval.</summary>
    public const string Approve = "approve";

    /// <summary>Run a runbook by name.</summary>
    public const string Run = "run";

    /// <summary>Hand it to a person.</summary>
    public const string Hand = "hand";

    /// <summary>Keep investigating.</summary>
    public const string Investigate = "investigate";

    /// <summary>Accept it and silence it for a while.</summary>
    public const string Accept = "accept";

    /// <summary>Call it resolved.</summary>
    public const string Resolve = "resolve";

    /// <summary>The options that an incident offers now, numbered.</summary>
    public static IReadOnlyList<UserOption> Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var options = new List<UserOption>();
        void Offer(string name, string title, string does, string risk, string? more = null) => options.Add(new UserOption(
            options.Count + 1, name, title, does, risk, $"decide {incident.Id} {name}{more}"));

        var runbook = incident.Recovery.Runbook;
        var pause = DurationText.Of(incident.Policy.InvestigateFor);
        Offer(
            Retry,
            runbook is null ? "Retry" : $"Retry {runbook}",
            runbook is null ? "Looks for a fitting runbook once more, runs it and verifies." : $"Runs {runbook} once more and verifies; {DurationText.Of(incident.Policy.RecoveryTimeout)} at most.",
            "As before: it acts on the service's own targets alone.");
        Offer(Run, "Run another runbook", "Runs a runbook that you name, and verifies.", "That of the runbook.", " ");
        Offer(Hand, "Hand to a person", $"A person that you name carries on; you are asked again after {pause}.", "It stays broken until they mend it.", " ");
        Offer(Investigate, "Keep investigating", $"{incident.Ladder.Owner ?? "You"} {(incident.Ladder.Owner is null ? "keep" : "keeps")} looking; you are asked again after {pause}.", "It stays broken meanwhile.");
        Offer(Accept, "Accept and silence", "Silences the service for as long as you say (24 h unless you do); you are asked again then.", "It stays broken, and nobody is called for it.");
        Offer(Resolve, "Resolve", "Calls it over. What still fires is muted, and reopens it later.", "None, if it is over.");
        // It comes and goes, so it is the last: who types a number from an earlier message must not approve what was not there.
        if (incident.Recovery.Approval is { } approval)
        {
            Offer(Approve, $"Approve: {approval.Preview}", $"Does what waits for an approval ({approval.Preview}), and verifies.", "It cannot be put back.");
        }

        return options;
    }
}
