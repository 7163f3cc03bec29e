using System.Globalization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Core.Messages;

/// <summary>What an incident is called in messages: the same words in every message.</summary>
public static class IncidentWords
{
    private static readonly TimeSpan OldestStart = TimeSpan.FromDays(7);

    /// <summary>What is broken, in a few words (<c>checkout is down</c>).</summary>
    public static string What(Incident incident) => incident.Major ? $"major incident: {incident.Title}" : What(incident.Key.Challenge, incident.Service.Name, incident.Title);

    /// <summary>What is broken, in a few words.</summary>
    public static string What(Challenge challenge, string service, string title) => challenge switch
    {
        Challenge.DeploymentFailed => $"a deployment of {service} failed",
        Challenge.ServiceDown => $"{service} is down",
        Challenge.PerformanceIssue => $"{service} is slow or short of a resource",
        Challenge.ContainerFailure => $"a container of {service} does not stay up",
        Challenge.NetworkIssue => $"the network of {service} fails",
        Challenge.ConfigurationError => $"the configuration of {service} is wrong",
        Challenge.BackupFailure => $"a backup of {service} failed",
        Challenge.PipelineFailure => $"a pipeline of {service} failed",
        Challenge.InfrastructureIssue => $"the infrastructure of {service} fails or has drifted",
        _ => $"{service}: {title}",
    };

    /// <summary>That it is mended, in a few words (<c>checkout is up again</c>).</summary>
    public static string Mended(Incident incident) =>
        incident.Major ? "the major incident is over" : incident.Challenge == Challenge.ServiceDown ? $"{incident.Service.Name} is up again" : $"{incident.Service.Name} has recovered";

    /// <summary>How bad it is.</summary>
    public static string How(Incident incident) => (incident.Severity, incident.Service.Criticality) switch
    {
        (Severity.Critical, Criticality.Low) => "critical, service of low criticality",
        (Severity.Critical, _) => "critical",
        (_, Criticality.Critical) => "warning, critical service",
        (_, Criticality.Low) => "warning, service of low criticality",
        _ => "warning",
    };

    /// <summary>Since when it is broken, as far as its alerts can be believed: a start in the future, or long before it was heard of, is a wrong clock.</summary>
    public static DateTimeOffset Since(Incident incident)
    {
        var starts = incident.Facts.Alerts.Select(alert => alert.StartsAt).Where(start => start <= incident.OpenedAt && start >= incident.OpenedAt - OldestStart).ToList();
        return starts.Count > 0 ? starts.Min() : incident.OpenedAt;
    }

    /// <summary><c>03:04 (8 min ago)</c>.</summary>
    public static IReadOnlyList<Run> Ago(DateTimeOffset at, DateTimeOffset now) => now - at < TimeSpan.FromSeconds(1) ? Line.Of($"{at} (just now)") : Line.Of($"{at} ({now - at} ago)");

    /// <summary>How long it lasts by now (<c>for 43 min</c>), in a first line; <c>just now</c> when that is no time at all.</summary>
    public static string Lasts(Incident incident, DateTimeOffset now) =>
        now - Since(incident) is var lasts && lasts < TimeSpan.FromSeconds(1) ? "just now" : "for " + DurationText.Of(lasts);

    /// <summary>The role that the next level asks; at the last level, the one that is asked again.</summary>
    public static string NextResponder(Incident incident) => Levels.ResponderOf(incident, Math.Min(4, incident.Ladder.Level + 1));

    /// <summary>Who has it, or that nobody has.</summary>
    public static string Holder(Incident incident) => incident.Ladder.Owner is { } owner ? $"{owner} has it" : "nobody has it yet";

    /// <summary>How self-recovery stands, in a few words (<c>2 of 2 attempts failed</c>).</summary>
    public static string Recovery(Incident incident)
    {
        var track = incident.Recovery;
        var failed = track.Attempts.Count(attempt => attempt.By is null && attempt.Outcome is not (null or AttemptOutcome.Passed or AttemptOutcome.DryRun or AttemptOutcome.PutOff));
        if (track.Under is { } under) return $"self-recovery waits for {under.Root}, which {incident.Service.Name} needs";
        if (track.State == RecoveryState.AwaitingApproval) return "self-recovery waits for an approval";
        if (track.State is RecoveryState.Running or RecoveryState.Pausing) return failed == 0 ? "self-recovery works on it" : $"self-recovery works on it, {Count(failed, "attempt")} failed";
        if (failed > 0) return string.Create(CultureInfo.InvariantCulture, $"{failed} of {Math.Max(failed, incident.Policy.MaxAttempts)} attempts failed");
        return track.EndedBecause ?? "self-recovery did not run";
    }

    /// <summary><c>1 attempt</c>, <c>2 attempts</c>.</summary>
    public static string Count(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>An outcome in words (<c>timed out</c>).</summary>
    public static string Outcome(AttemptOutcome? outcome) => outcome switch
    {
        null => "runs",
        AttemptOutcome.Passed => "passed",
        AttemptOutcome.Failed => "failed",
        AttemptOutcome.TimedOut => "timed out",
        AttemptOutcome.CutShort => "was cut short by a crash",
        AttemptOutcome.NotApproved => "was not approved",
        AttemptOutcome.DryRun => "was a dry run",
        AttemptOutcome.PutOff => "was put off",
        AttemptOutcome.Superseded => "was superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "an outcome without words"),
    };
}
