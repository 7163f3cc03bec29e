namespace ChatOps.Servers.GitHub;

/// <summary>How a test GitHub behaves. What stands here are GitHub's own figures; tests shorten them.</summary>
public sealed record GitHubServerOptions
{
    /// <summary>Port on 127.0.0.1; 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Clock of times, tokens, rates and deliveries.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Slug of the app under test; its bot user is <c>slug[bot]</c>.</summary>
    public string AppSlug { get; init; } = "chatops";

    /// <summary>What the app may do, as its manifest asks for it.</summary>
    public IReadOnlyDictionary<string, string> Permissions { get; init; } = new Dictionary<string, string>
    {
        ["actions"] = "write",
        ["checks"] = "read",
        ["contents"] = "read",
        ["deployments"] = "read",
        ["issues"] = "write",
        ["members"] = "read",
        ["metadata"] = "read",
    };

    /// <summary>Events that the app has subscribed to.</summary>
    public IReadOnlyList<string> Events { get; init; } = ["check_run", "check_suite", "deployment_status", "issue_comment", "issues", "workflow_run"];

    /// <summary>How long an installation's token is good.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Calls in an hour.</summary>
    public int PrimaryLimit { get; init; } = 5000;

    /// <summary>Issues, comments and reactions that may be made in a minute, and in an hour; more is the secondary limit. 0: no limit.</summary>
    public int CreationsPerMinute { get; init; } = 80;

    /// <summary>See <see cref="CreationsPerMinute"/>.</summary>
    public int CreationsPerHour { get; init; } = 500;

    /// <summary>Comments that an issue may have.</summary>
    public int MostComments { get; init; } = 2500;

    /// <summary>What an app has to answer to a delivery.</summary>
    public TimeSpan AnswerDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the address of a log is good.</summary>
    public TimeSpan LogLinkLife { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause between the states of a workflow's run.</summary>
    public TimeSpan RunPace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What becomes of the question which run a dispatch started.</summary>
    public GitHubRunDetails RunDetails { get; init; }

    /// <summary>How far behind the search is.</summary>
    public TimeSpan SearchLag { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>What becomes of <c>return_run_details</c>.</summary>
public enum GitHubRunDetails
{
    /// <summary>It is answered, as on github.com.</summary>
    Told,

    /// <summary>It is left out, as on Enterprise Servers that do not have it.</summary>
    Ignored,

    /// <summary>It is a key that is not known.</summary>
    Refused,
}
