using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Git;

/// <summary>
/// Tells what changed in a clone, compares it with its last good revision, puts that back, or prepares a revert on a branch of its own. It never changes
/// a branch that is there, and pushes nothing but the branch with the revert.
/// </summary>
internal sealed class GitAction(GitOptions options, TimeProvider time) : IAction
{
    private const string Changes = "changes";

    private static readonly Dictionary<string, Deed> Deeds = new(StringComparer.Ordinal)
    {
        [Changes] = new(Risk.Observe, "tell the last changes of", GitLook.ChangesAsync),
        ["diff"] = new(Risk.Observe, "compare with its last good revision", GitLook.DiffAsync),
        ["restore"] = new(Risk.Reversible, "put back the last good revision of", GitRestore.RunAsync),
        ["revert"] = new(Risk.Reversible, "prepare a revert on a branch of", GitRevert.RunAsync),
    };

    public string Name => "git";

    public string? Unavailable => options.Repositories.Count == 0 ? "Operations:Git:Repositories is empty" : GitClone.Program is null ? "the program git is not there" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("repository", ArgumentKind.Text, "A clone of Operations:Git:Repositories, by its name.", Required: true),
        new("do", ArgumentKind.Choice, "What to do; changes unless it says otherwise.", Choices: [.. Deeds.Keys], Fixed: true),
        new("commit", ArgumentKind.Text, "For revert: the commit to take back; the newest one unless it says otherwise."),
    ];

    public IReadOnlyList<string> Values { get; } = ["value", "commit", "author", "commits", "files", "branch", "kept"];

    public Risk? RiskOf(ActionArguments arguments) => DeedOf(arguments).Risk;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        if (options.Repositories.Count > 0 && arguments.Text("repository") is { } name && !options.Repositories.ContainsKey(name))
        {
            mistakes.Add(new("repository", $"repository holds \"{OutsideText.Line(name, 80)}\"; allowed: {string.Join(", ", options.Repositories.Keys.Order(StringComparer.Ordinal))}"));
        }

        if (arguments.Values.ContainsKey("commit") && arguments.Text("do") != "revert") mistakes.Add(new("commit", "commit stands beside another deed than revert; allowed: beside do: revert"));
        return mistakes;
    }

    public string Preview(ActionArguments arguments) => $"{DeedOf(arguments).Says} {arguments.Text("repository")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var clone = new GitClone(GitClone.Program ?? throw new InvalidOperationException(Unavailable), options.Repositories[arguments.Text("repository")!], options.Environment, time);
        var there = Directory.Exists(clone.Repository.Folder) ? await clone.RunAsync(cancellationToken, "rev-parse", "--is-inside-work-tree").ConfigureAwait(false) : null;
        return there switch
        {
            null => new(false, $"{clone.Repository.Folder} is not there"),
            { Good: false } => new(false, $"git cannot read {clone.Repository.Folder}: {there.Last}"),
            _ => await DeedOf(arguments).Run(new(clone, arguments, time), cancellationToken).ConfigureAwait(false),
        };
    }

    private static Deed DeedOf(ActionArguments arguments) => Deeds[arguments.Text("do") ?? Changes];

    private sealed record Deed(Risk Risk, string Says, Func<GitCall, CancellationToken, Task<ActionResult>> Run);
}

/// <summary>One call of the action.</summary>
/// <param name="Checkout">Where.</param>
/// <param name="Arguments">The step's arguments.</param>
/// <param name="Time">The clock.</param>
internal sealed record GitCall(GitClone Checkout, ActionArguments Arguments, TimeProvider Time)
{
    /// <summary>The result when the last good revision is not there.</summary>
    public ActionResult NoGood() => new(false, $"{Checkout.Name} has no revision {OutsideText.Line(Checkout.Repository.Good, 80)}; Operations:Git:Repositories says it is the last good one");
}
