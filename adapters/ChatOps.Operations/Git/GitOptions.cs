namespace ChatOps.Operations.Git;

/// <summary>The clones that runbooks look into (configuration <c>Operations:Git</c>).</summary>
/// <param name="Repositories">The clones, by the name that targets use; none by default.</param>
/// <param name="Environment">What git gets beside what it always gets: <c>GIT_SSH_COMMAND</c> for pushes.</param>
public sealed record GitOptions(IReadOnlyDictionary<string, GitRepository> Repositories, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>There is none.</summary>
    public static readonly GitOptions None = new(new Dictionary<string, GitRepository>(), new Dictionary<string, string>());
}

/// <summary>A clone on this machine.</summary>
/// <param name="Folder">Its working tree, an absolute path.</param>
/// <param name="Good">The last good revision: a tag, a branch, a commit; <c>HEAD</c> by default, which leaves what was never committed as the difference.</param>
/// <param name="Paths">The files and folders that count, relative to the working tree; all by default.</param>
/// <param name="Remote">Where branches with a revert are pushed; null: nowhere.</param>
public sealed record GitRepository(string Folder, string Good, IReadOnlyList<string> Paths, string? Remote);
