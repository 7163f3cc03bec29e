using System.Globalization;
using ChatOps.Operations.Command;
using ChatOps.Operations.Programs;

namespace ChatOps.Operations.Git;

/// <summary>Calls the program git in one clone. What the clone itself says to run (hooks, watchers, tools for differences) is not run.</summary>
internal sealed class GitClone(string program, GitRepository repository, IReadOnlyDictionary<string, string> environment, TimeProvider time)
{
    private static readonly string[] Quiet = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "commit.gpgSign=false", "-c", "advice.detachedHead=false"];

    /// <summary>The program, or null when this machine has none.</summary>
    public static string? Program { get; } = AllowedProgram.Resolve("git");

    public GitRepository Repository { get; } = repository;

    /// <summary>What people call it.</summary>
    public string Name { get; } = OutsideText.Line(Path.GetFileName(Path.TrimEndingDirectorySeparator(repository.Folder)), 60);

    /// <summary>The paths that count, as the last arguments of a call.</summary>
    public IEnumerable<string> PathArguments => Repository.Paths.Count == 0 ? ["--", ":/"] : Repository.Paths.Select(path => ":(top,literal)" + path).Prepend("--");

    public Task<ProgramEnd> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) => RunAsync(Repository.Folder, null, cancellationToken, arguments);

    /// <summary>Runs git in another working tree of the clone, or with another index.</summary>
    public Task<ProgramEnd> RunAsync(string folder, string? index, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in Always) all.TryAdd(name, value);
        if (index is not null) all["GIT_INDEX_FILE"] = index;
        return ProgramRun.RunAsync(program, [.. Quiet, "-C", folder, .. arguments], all, time, cancellationToken);
    }

    /// <summary>The commit that a revision means, or null. A revision that looks like an option stays a revision.</summary>
    public async Task<string?> CommitOfAsync(string revision, CancellationToken cancellationToken)
    {
        var end = await RunAsync(cancellationToken, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}").ConfigureAwait(false);
        return end.Good && end.Lines is [.., var line] ? line.Trim() : null;
    }

    /// <summary>The newest commits of a range, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<Commit>> LogAsync(string range, int most, CancellationToken cancellationToken)
    {
        var end = await RunAsync(cancellationToken, ["log", "--no-color", string.Create(CultureInfo.InvariantCulture, $"--max-count={most}"), "--format=%H%x1f%an%x1f%ct%x1f%s", range, .. PathArguments]).ConfigureAwait(false);
        return [.. end.Lines.Select(line => line.Split('\u001f')).Where(parts => parts.Length == 4).Select(parts => new Commit(
            parts[0], OutsideText.Line(parts[1], 60), DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)), OutsideText.Line(parts[3], 100)))];
    }

    private static readonly Dictionary<string, string> Always = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["LANG"] = "C.UTF-8",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "ChatOps",
        ["GIT_AUTHOR_EMAIL"] = "chatops@localhost",
        ["GIT_COMMITTER_NAME"] = "ChatOps",
        ["GIT_COMMITTER_EMAIL"] = "chatops@localhost",
    };
}

/// <summary>A commit.</summary>
/// <param name="Id">Its whole id.</param>
/// <param name="Author">Who made it.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Subject">Its first line.</param>
internal sealed record Commit(string Id, string Author, DateTimeOffset At, string Subject)
{
    /// <summary>How ids are shown.</summary>
    public static string Short(string id) => id.Length > 10 ? id[..10] : id;

    /// <summary>The commit for people: <c>a1b2c3d4e5 by kim, 12 min ago ("raise the limit")</c>.</summary>
    public string Words(DateTimeOffset now) => $"{Short(Id)} by {Author}, {DurationText.Of(now - At)} ago (\"{Subject}\")";
}
