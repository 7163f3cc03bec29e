using ChatOps.Core.Alerts;

namespace ChatOps.GitHub.Pipelines;

/// <summary>
/// Alerts of pipelines and deployments. What names the pipeline is a label, so that the next run, good or bad, is the same alert; what names the run is an
/// annotation.
/// </summary>
internal static class PipelineAlerts
{
    /// <summary>The alert of an event.</summary>
    /// <param name="told">The event.</param>
    /// <param name="failure">The failed job and step, where they are known.</param>
    /// <param name="now">The time; a start in the future is none.</param>
    public static Alert Of(PipelineEvent told, PipelineFailure? failure, DateTimeOffset now)
    {
        var isDeployment = told.Kind == PipelineKind.Deployment;
        var labels = new List<KeyValuePair<string, string>>
        {
            new("alertname", isDeployment ? "DeploymentFailed" : "PipelineFailed"),
            new("challenge", isDeployment ? nameof(Challenge.DeploymentFailed) : nameof(Challenge.PipelineFailure)),
            new("service", told.Project.Service),
            new("severity", "warning"),
            new("repository", told.Project.FullName),
            isDeployment ? new("environment", told.Name) : new(told.Kind == PipelineKind.Check ? "check" : "workflow", told.Name),
        };
        if (!isDeployment) labels.Add(new("branch", told.Branch));
        var at = told.At == default || told.At > now ? now : told.At;
        return new Alert(
            GitHubOptions.Platform,
            LabelSet.From(labels),
            LabelSet.Of(("summary", Summary(told, failure)), ("description", Description(told, failure))),
            told.Failed ? AlertStatus.Firing : AlertStatus.Resolved,
            at,
            told.Failed ? null : at,
            GeneratorUrl: failure?.Page ?? told.Page,
            Links: told.Page is { } page ? [new AlertLink(isDeployment ? "deployment" : "run", page)] : null);
    }

    private static string Summary(PipelineEvent told, PipelineFailure? failure)
    {
        var what = told.Kind == PipelineKind.Deployment ? $"the deployment to {told.Name}" : told.Name;
        var how = told.Failed ? told.How == "timed_out" ? "timed out" : "failed" : "succeeded";
        var where = told.Kind == PipelineKind.Deployment ? "" : $" on {told.Branch}";
        var step = failure is null ? "" : $": job {failure.Job}{(failure.Step is { } name ? $", step {name}" : "")}";
        return OutsideText.Line($"{what} {how}{where}{Commit(told)}{step}", 300);
    }

    /// <summary>What the commit says, what the event says, and the lines of the log.</summary>
    private static string Description(PipelineEvent told, PipelineFailure? failure)
    {
        var words = OutsideText.Line(string.Join(" · ", ((string?[])[told.Commit is null ? null : $"\"{told.Commit}\"", told.Said]).OfType<string>()), 120);
        return failure is { Log.Count: > 0 } ? $"{words}\n{string.Join('\n', failure.Log)}".TrimStart('\n') : words;
    }

    /// <summary>The commit and who wrote it.</summary>
    private static string Commit(PipelineEvent told) =>
        told.Sha.Length < 7 ? "" : $" at {told.Sha[..7]}{(told.Author is { } author ? (told.Kind == PipelineKind.Deployment ? $", started by {author}" : $" by {author}") : "")}";
}

/// <summary>What of a run failed.</summary>
/// <param name="Job">The job.</param>
/// <param name="Step">The step; null where none is named.</param>
/// <param name="Page">The job's page.</param>
internal sealed record PipelineFailure(string Job, string? Step, string? Page)
{
    /// <summary>The job's number.</summary>
    public long Id { get; init; }

    /// <summary>The lines of its log that tell what went wrong; empty where the log could not be read.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];
}
