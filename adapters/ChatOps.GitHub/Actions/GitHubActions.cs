using ChatOps.Core.Recovery;

namespace ChatOps.GitHub.Actions;

/// <summary>What runbooks can do on GitHub.</summary>
public static class GitHubActions
{
    /// <summary>Makes one of each.</summary>
    /// <param name="api">The way to GitHub; null where it is switched off, and the actions then are not available.</param>
    /// <param name="time">The clock.</param>
    public static IReadOnlyList<IAction> All(GitHubApi? api, TimeProvider time)
    {
        var runs = api is null ? null : new WorkflowRuns(api.Calls);
        var deployments = api is null ? null : new Deployments(api.Calls);
        return
        [
            new RunAction(runs), new LogAction(runs), new FlakeAction(runs), new RerunAction(runs),
            new DeploymentAction(runs, deployments, time), new RollbackAction(runs, deployments, api?.Options.Projects ?? [], time),
        ];
    }

    /// <summary>Why they cannot be used where GitHub is switched off.</summary>
    internal static string? Unavailable(WorkflowRuns? runs) => runs is null ? "GitHub is not switched on" : null;

    /// <summary>What is wrong with a repository or a run.</summary>
    internal static IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        var mistakes = new List<ArgumentMistake>();
        if (arguments.Text("repository") is { } repository && !GitHubReference.IsRepository(repository)) mistakes.Add(new("repository", $"repository holds \"{OutsideText.Line(repository, 80)}\"; allowed: owner/name"));
        if (arguments.Text("run") is { } run && !long.TryParse(run, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)) mistakes.Add(new("run", $"run holds \"{OutsideText.Line(run, 80)}\"; allowed: the number of a run"));
        return mistakes;
    }

    /// <summary>The arguments of an action on one run.</summary>
    internal static readonly IReadOnlyList<ArgumentRule> OfRun =
    [
        new("repository", ArgumentKind.Text, "The repository: owner/name.", Required: true),
        new("run", ArgumentKind.Text, "The run's number.", Required: true),
    ];

    /// <summary>The run that an action is given.</summary>
    internal static (string Repository, long Run) Of(ActionArguments arguments) =>
        (arguments.Text("repository")!, long.Parse(arguments.Text("run")!, System.Globalization.CultureInfo.InvariantCulture));
}
