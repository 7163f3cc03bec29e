namespace ChatOps.Servers.GitHub.State;

/// <summary>A repository and everything in it.</summary>
internal sealed class StoredRepository(GitHubRepository handle)
{
    public GitHubRepository Handle { get; set; } = handle;

    public bool IsInstalled { get; set; } = true;

    public bool IssuesDisabled { get; set; }

    public string DefaultBranch { get; init; } = "main";

    public List<StoredIssue> Issues { get; } = [];

    public Dictionary<string, string> Labels { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rights that were given to accounts: <c>admin</c>, <c>maintain</c>, <c>write</c>, <c>triage</c>, <c>read</c>.</summary>
    public Dictionary<long, string> Rights { get; } = [];

    public List<StoredCommit> Commits { get; } = [];

    public List<StoredRun> Runs { get; } = [];

    public List<StoredDeployment> Deployments { get; } = [];

    /// <summary>Workflows that can be started by hand, by their file.</summary>
    public Dictionary<string, StoredWorkflow> Workflows { get; } = new(StringComparer.Ordinal);

    public List<StoredDispatch> Dispatches { get; } = [];
}

internal sealed class StoredIssue
{
    public required long Id { get; init; }

    public required int Number { get; init; }

    public required GitHubUser Author { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required StoredRepository Repository { get; init; }

    public bool ByApp { get; init; }

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public string State { get; set; } = "open";

    public string? StateReason { get; set; }

    public bool Locked { get; set; }

    public bool IsPullRequest { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public List<string> Labels { get; } = [];

    public List<GitHubUser> Assignees { get; } = [];

    public List<StoredComment> Comments { get; } = [];

    public List<StoredReaction> Reactions { get; } = [];

    public List<string> Called { get; } = [];

    /// <summary>Comments that count without being kept, for the limit of an issue.</summary>
    public int MoreComments { get; set; }
}

internal sealed class StoredComment
{
    public required long Id { get; init; }

    public required StoredIssue Issue { get; init; }

    public required GitHubUser Author { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool ByApp { get; init; }

    public string Body { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }

    public int Edits { get; set; }

    public List<StoredReaction> Reactions { get; } = [];

    public List<string> Called { get; } = [];
}

internal sealed record StoredReaction(long Id, GitHubUser User, string Content, DateTimeOffset At);

internal sealed record StoredCommit(string Sha, string? Parent, GitHubUser Author, string Message, IReadOnlyList<string> Files, DateTimeOffset At);

internal sealed class StoredRun
{
    public required long Id { get; init; }

    public required int Number { get; init; }

    public required StoredRepository Repository { get; init; }

    public required string Workflow { get; init; }

    public required string Branch { get; init; }

    public required StoredCommit Commit { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Event { get; init; } = "push";

    public long WorkflowId { get; init; }

    public int Attempt { get; set; } = 1;

    public string Status { get; set; } = "queued";

    public string? Conclusion { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>What the attempts come to, one after the other; the last one again and again.</summary>
    public required IReadOnlyList<IReadOnlyList<GitHubJob>> Script { get; init; }

    public List<StoredJob> Jobs { get; } = [];

    public List<DateTimeOffset> Reruns { get; } = [];

    /// <summary>What follows once an attempt has ended.</summary>
    public Action? Ended { get; init; }
}

/// <summary>A workflow that can be started by hand.</summary>
/// <param name="Inputs">The inputs that it takes.</param>
/// <param name="Jobs">What its jobs come to.</param>
/// <param name="Ended">What follows when it has succeeded.</param>
internal sealed record StoredWorkflow(IReadOnlyList<string> Inputs, Func<IReadOnlyDictionary<string, string>, IReadOnlyList<GitHubJob>> Jobs, Action<IReadOnlyDictionary<string, string>> Ended)
{
    public long Id { get; init; }
}

internal sealed record StoredJob(long Id, int Attempt, GitHubJob Job, DateTimeOffset StartedAt, DateTimeOffset CompletedAt);

internal sealed class StoredDeployment
{
    public required long Id { get; init; }

    public required string Sha { get; init; }

    public required string Ref { get; init; }

    public required string Environment { get; init; }

    public required GitHubUser Creator { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<StoredStatus> Statuses { get; } = [];
}

internal sealed record StoredStatus(long Id, string State, string Description, GitHubUser Creator, DateTimeOffset At, string LogUrl = "");

internal sealed record StoredDispatch(string Workflow, string Ref, IReadOnlyDictionary<string, string> Inputs);
