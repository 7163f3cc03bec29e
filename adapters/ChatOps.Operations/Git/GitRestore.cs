using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Git;

/// <summary>
/// Puts the files of a working tree back as they are in the last good revision. What was there before is kept first, as a commit under
/// <c>refs/chatops/kept/</c>, so it can be undone. The branch stays where it is.
/// </summary>
internal static class GitRestore
{
    /// <summary>What git does not know yet and would have to keep; more than this is somebody's data, not a setting.</summary>
    private const long MostBytes = 50_000_000;

    public static async Task<ActionResult> RunAsync(GitCall call, CancellationToken cancellationToken)
    {
        var clone = call.Checkout;
        if (await clone.CommitOfAsync(clone.Repository.Good, cancellationToken).ConfigureAwait(false) is not { } good) return call.NoGood();
        var difference = await GitDifference.ReadAsync(clone, good, cancellationToken).ConfigureAwait(false);
        if (difference.Problem is { } problem) return new(false, $"git cannot compare {clone.Name}: {problem}");
        if (difference.Files.Count == 0) return new(true, $"{clone.Name} is as in {GitLook.Good(clone, good)} already");
        var bytes = difference.Untracked.Select(file => new FileInfo(Path.Combine(clone.Repository.Folder, file))).Where(file => file.Exists).Sum(file => file.Length);
        if (bytes > MostBytes) return new(false, string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB in {clone.Name} are not in git; more than {MostBytes / 1e6:0} MB are not put aside by themselves"));
        var (kept, why) = await KeepAsync(call, cancellationToken).ConfigureAwait(false);
        if (kept is null) return new(false, $"what is in {clone.Name} could not be kept, so nothing was changed: {why}");
        var restored = await clone.RunAsync(cancellationToken, ["restore", $"--source={good}", "--staged", "--worktree", .. clone.PathArguments]).ConfigureAwait(false);
        if (!restored.Good) return new(false, $"git did not restore {clone.Name}: {restored.Last}");
        if (difference.Untracked.Count > 0)
        {
            var cleaned = await clone.RunAsync(cancellationToken, ["clean", "--force", "-d", "--quiet", .. clone.PathArguments]).ConfigureAwait(false);
            if (!cleaned.Good) return new(false, $"git did not clean {clone.Name}: {cleaned.Last}");
        }

        var head = await clone.CommitOfAsync("HEAD", cancellationToken).ConfigureAwait(false);
        return new(
            true,
            string.Create(CultureInfo.InvariantCulture, $"{difference.Files.Count} {(difference.Files.Count == 1 ? "file" : "files")} of {clone.Name} put back as in {GitLook.Good(clone, good)}; what was there is kept as {kept}")
                + (head == good ? "" : "; the branch holds the change still, until it is reverted"),
            difference.Text,
            new Dictionary<string, string> { ["kept"] = kept, ["files"] = difference.Files.Count.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>Commits all that is there by an index of its own, so that neither the branch nor what is staged changes.</summary>
    private static async Task<(string? Reference, string Why)> KeepAsync(GitCall call, CancellationToken cancellationToken)
    {
        var clone = call.Checkout;
        var folder = Directory.CreateTempSubdirectory("chatops-git-");
        try
        {
            var index = Path.Combine(folder.FullName, "index");
            var steps = (string[][])[["read-tree", "HEAD"], ["add", "--all", .. clone.PathArguments], ["write-tree"]];
            var tree = "";
            foreach (var step in steps)
            {
                var end = await clone.RunAsync(clone.Repository.Folder, index, cancellationToken, step).ConfigureAwait(false);
                if (!end.Good) return (null, end.Last);
                tree = end.Output.Trim();
            }

            var commit = await clone.RunAsync(cancellationToken, "commit-tree", "-p", "HEAD", "-m", "Kept by ChatOps before it put the last good revision back", tree).ConfigureAwait(false);
            if (!commit.Good) return (null, commit.Last);
            var reference = $"refs/chatops/kept/{call.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}";
            var update = await clone.RunAsync(cancellationToken, "update-ref", reference, commit.Output.Trim()).ConfigureAwait(false);
            return update.Good ? (reference, "") : (null, update.Last);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
