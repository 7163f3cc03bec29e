namespace ChatOps.Servers.GitHub;

/// <summary>What one job of a workflow's run comes to.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Conclusion"><c>success</c>, <c>failure</c>, <c>cancelled</c>, …</param>
/// <param name="FailedStep">The step that failed; null where none did.</param>
/// <param name="Log">Its log, line by line.</param>
public sealed record GitHubJob(string Name, string Conclusion, string? FailedStep = null, IReadOnlyList<string>? Log = null)
{
    public static GitHubJob Passed(string name) => new(name, "success", null, ["all is well"]);

    public static GitHubJob Failed(string name, string step, params IReadOnlyList<string> log) => new(name, "failure", step, log);
}

/// <summary>A workflow's run as it stands.</summary>
public sealed record GitHubRun(long Id, string Workflow, int Attempt, string Status, string? Conclusion, int Reruns);
