using ChatOps.Operations.Programs;

namespace ChatOps.Operations.Git;

/// <summary>What differs between a working tree and a commit: files that changed, are gone, or are new and not ignored.</summary>
/// <param name="Files">The files, relative to the working tree.</param>
/// <param name="Untracked">Those of them that git does not know.</param>
/// <param name="Newest">When one of them was written last; null when none is there any more.</param>
/// <param name="Text">The difference as git writes it.</param>
/// <param name="Problem">Why it could not be read, or null.</param>
internal sealed record GitDifference(IReadOnlyList<string> Files, IReadOnlyList<string> Untracked, DateTimeOffset? Newest, string Text, string? Problem)
{
    public static async Task<GitDifference> ReadAsync(GitClone clone, string good, CancellationToken cancellationToken)
    {
        var names = await clone.RunAsync(cancellationToken, ["diff", "--no-color", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "--end-of-options", good, .. clone.PathArguments]).ConfigureAwait(false);
        var others = await clone.RunAsync(cancellationToken, ["ls-files", "--others", "--exclude-standard", "-z", .. clone.PathArguments]).ConfigureAwait(false);
        if ((names.Good ? others : names) is { Good: false } bad) return new([], [], null, "", bad.Last);
        var text = await clone.RunAsync(cancellationToken, ["diff", "--no-color", "--no-ext-diff", "--no-textconv", "--end-of-options", good, .. clone.PathArguments]).ConfigureAwait(false);
        var untracked = Names(others);
        string[] files = [.. Names(names).Concat(untracked).Distinct(StringComparer.Ordinal)];
        var written = files.Select(file => new FileInfo(Path.Combine(clone.Repository.Folder, file))).Where(file => file.Exists).Select(file => (DateTimeOffset?)file.LastWriteTimeUtc);
        return new(files, untracked, written.Max(), text.Output + string.Concat(untracked.Take(20).Select(file => $"new file, not in git: {OutsideText.Line(file, 200)}\n")), null);
    }

    private static string[] Names(ProgramEnd end) => end.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
