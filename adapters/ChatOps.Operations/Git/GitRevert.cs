using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Git;

/// <summary>Takes a commit back on a branch of its own, in a working tree of its own, for people to look at and to merge.</summary>
internal static class GitRevert
{
    public static async Task<ActionResult> RunAsync(GitCall call, CancellationToken cancellationToken)
    {
        var (clone, wanted) = (call.Checkout, call.Arguments.Text("commit") ?? "HEAD");
        if (await clone.CommitOfAsync(wanted, cancellationToken).ConfigureAwait(false) is not { } commit) return new(false, $"{clone.Name} has no commit {OutsideText.Line(wanted, 60)}");
        var branch = $"chatops/revert-{Commit.Short(commit)}";
        var values = new Dictionary<string, string> { ["branch"] = branch, ["commit"] = commit };
        if (await clone.CommitOfAsync($"refs/heads/{branch}", cancellationToken).ConfigureAwait(false) is null)
        {
            var parents = await clone.RunAsync(cancellationToken, "rev-list", "--parents", "--max-count=1", commit).ConfigureAwait(false);
            var isMerge = parents.Output.Trim().Split(' ').Length > 2;
            if (await MakeAsync(clone, commit, branch, isMerge, cancellationToken).ConfigureAwait(false) is { } problem) return new(false, problem);
        }

        var pushed = "";
        if (clone.Repository.Remote is { } remote)
        {
            var push = await clone.RunAsync(cancellationToken, "push", "--quiet", "--end-of-options", remote, $"refs/heads/{branch}:refs/heads/{branch}").ConfigureAwait(false);
            if (!push.Good) return new(false, $"the revert is on branch {branch} of {clone.Repository.Folder}, and could not be pushed to {remote}: {push.Last}", null, values);
            pushed = $", pushed to {remote}";
        }

        var diff = await clone.RunAsync(cancellationToken, "show", "--no-color", "--no-ext-diff", "--no-textconv", "--stat", "--patch", $"refs/heads/{branch}").ConfigureAwait(false);
        return new(true, $"commit {Commit.Short(commit)} of {clone.Name} is taken back on branch {branch}{pushed}; nothing else was changed, somebody has to merge it", diff.Output, values);
    }

    /// <returns>What went wrong, or null.</returns>
    private static async Task<string?> MakeAsync(GitClone clone, string commit, string branch, bool isMerge, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-git-");
        var tree = Path.Combine(folder.FullName, "tree");
        try
        {
            var added = await clone.RunAsync(cancellationToken, "worktree", "add", "--quiet", "-b", branch, tree, "HEAD").ConfigureAwait(false);
            if (!added.Good) return $"git made no working tree for the revert: {added.Last}";
            var reverted = await clone.RunAsync(tree, null, cancellationToken, ["revert", "--no-edit", .. isMerge ? (string[])["--mainline", "1"] : [], commit]).ConfigureAwait(false);
            if (reverted.Good) return null;
            await clone.RunAsync(CancellationToken.None, "worktree", "remove", "--force", tree).ConfigureAwait(false);
            await clone.RunAsync(CancellationToken.None, "branch", "-D", branch).ConfigureAwait(false);
            return $"commit {Commit.Short(commit)} of {clone.Name} cannot be taken back by itself: {reverted.Last}";
        }
        finally
        {
            await clone.RunAsync(CancellationToken.None, "worktree", "remove", "--force", tree).ConfigureAwait(false);
            if (folder.Exists) folder.Delete(recursive: true);
            await clone.RunAsync(CancellationToken.None, "worktree", "prune").ConfigureAwait(false);
        }
    }
}
