using System.Globalization;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Git;

/// <summary>What changed lately, and what differs from the last good revision.</summary>
internal static class GitLook
{
    private const int MostCommits = 20;

    public static async Task<ActionResult> ChangesAsync(GitCall call, CancellationToken cancellationToken)
    {
        var (clone, now) = (call.Checkout, call.Time.GetUtcNow());
        var newest = await clone.LogAsync("HEAD", 1, cancellationToken).ConfigureAwait(false);
        if (newest is not [var last, ..]) return new(false, $"{clone.Name} has no commit");
        var good = await clone.CommitOfAsync(clone.Repository.Good, cancellationToken).ConfigureAwait(false);
        var since = good is null ? newest : await clone.LogAsync($"{good}..HEAD", MostCommits, cancellationToken).ConfigureAwait(false);
        var count = since.Count == MostCommits ? $"{MostCommits.ToString(CultureInfo.InvariantCulture)} commits or more" : string.Create(CultureInfo.InvariantCulture, $"{since.Count} {(since.Count == 1 ? "commit" : "commits")}");
        var sentence = $"the last change of {clone.Name} is {last.Words(now)}" + (good is null || IsHead(clone) ? "" : $"; {count} since {Good(clone, good)}");
        return new(
            true,
            sentence,
            string.Join('\n', (since.Count == 0 ? newest : since).Select(commit => commit.Words(now))),
            new Dictionary<string, string> { ["commit"] = last.Id, ["author"] = last.Author, ["value"] = since.Count.ToString(CultureInfo.InvariantCulture) });
    }

    public static async Task<ActionResult> DiffAsync(GitCall call, CancellationToken cancellationToken)
    {
        var (clone, now) = (call.Checkout, call.Time.GetUtcNow());
        if (await clone.CommitOfAsync(clone.Repository.Good, cancellationToken).ConfigureAwait(false) is not { } good) return call.NoGood();
        var difference = await GitDifference.ReadAsync(clone, good, cancellationToken).ConfigureAwait(false);
        if (difference.Problem is { } problem) return new(false, $"git cannot compare {clone.Name}: {problem}");
        var values = new Dictionary<string, string> { ["files"] = difference.Files.Count.ToString(CultureInfo.InvariantCulture), ["value"] = difference.Files.Count.ToString(CultureInfo.InvariantCulture) };
        if (difference.Files.Count == 0) return new(true, $"{clone.Name} is as in {Good(clone, good)}", null, values);
        var commits = await clone.LogAsync($"{good}..HEAD", MostCommits, cancellationToken).ConfigureAwait(false);
        values["commits"] = commits.Count.ToString(CultureInfo.InvariantCulture);
        if (commits is [var last, ..]) (values["commit"], values["author"]) = (last.Id, last.Author);
        var local = await clone.RunAsync(cancellationToken, ["status", "--porcelain", .. clone.PathArguments]).ConfigureAwait(false);
        var how = ((string?[])
        [
            commits.Count == 0 ? null : $"committed since, last {commits[0].Words(now)}",
            local.Lines.Count == 0 ? null : $"changed by hand and never committed{(difference.Newest is { } at ? $", last {DurationText.Of(now - at)} ago" : "")}",
        ]).OfType<string>();
        var names = string.Join(", ", difference.Files.Take(5).Select(file => OutsideText.Line(file, 80))) + (difference.Files.Count > 5 ? ", …" : "");
        return new(
            false,
            string.Create(CultureInfo.InvariantCulture, $"{difference.Files.Count} {(difference.Files.Count == 1 ? "file" : "files")} of {clone.Name} {(difference.Files.Count == 1 ? "differs" : "differ")} from {Good(clone, good)}: {names}; {string.Join("; ", how)}"),
            difference.Text,
            values);
    }

    public static string Good(GitClone clone, string commit) =>
        IsHead(clone) ? $"its commit {Commit.Short(commit)}" : $"{OutsideText.Line(clone.Repository.Good, 60)} ({Commit.Short(commit)})";

    private static bool IsHead(GitClone clone) => clone.Repository.Good == "HEAD";
}
