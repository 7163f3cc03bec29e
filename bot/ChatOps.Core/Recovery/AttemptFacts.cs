using System.Globalization;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Recovery;

/// <summary>What templates and conditions can ask of the incident, as it was when the attempt began.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Environment">The environment of its key, or the empty text; data of a stranger.</param>
/// <param name="Service">Its service.</param>
/// <param name="Challenge">The kind of problem.</param>
/// <param name="Severity">The worst severity.</param>
/// <param name="Labels">The first alert's labels; data of a stranger.</param>
public sealed record AttemptFacts(
    IncidentId Incident,
    string Environment,
    Service Service,
    Challenge Challenge,
    Severity Severity,
    IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>What a fact holds, or null when there is none.</summary>
    /// <param name="path">The fact.</param>
    /// <param name="attempt">The attempt's number.</param>
    /// <param name="done">The steps that ended.</param>
    public string? ValueOf(FactPath path, int attempt, IReadOnlyList<StepRecord> done)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Root switch
        {
            "service" => Service.Name,
            "environment" => Environment,
            "domain" => Lower(Service.Domain),
            "criticality" => Lower(Service.Criticality),
            "challenge" => Challenge.ToString(),
            "severity" => Lower(Severity),
            "incident" => Incident.ToString(),
            "attempt" => attempt.ToString(CultureInfo.InvariantCulture),
            "labels" => Labels.GetValueOrDefault(path.Key!),
            "targets" => Service.Targets.GetValueOrDefault(path.Key!),
            _ => OfStep(done.LastOrDefault(step => step.Name == path.Key), path.Value!),
        };
    }

    private static string? OfStep(StepRecord? step, string value) => value switch
    {
        "passed" => Word(step?.Outcome == StepOutcome.Passed),
        "failed" => Word(step?.Outcome == StepOutcome.Failed),
        "skipped" => Word(step is null || step.Outcome is not (StepOutcome.Passed or StepOutcome.Failed)),
        _ => step?.Values.GetValueOrDefault(value),
    };

    private static string Word(bool value) => value ? "true" : "false";

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
