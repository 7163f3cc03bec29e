namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A repository of git on branch main, whose commits are by kim.</summary>
internal sealed class GitFolder : IDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public static async Task<GitFolder> CreateAsync(bool bare = false)
    {
        var made = new GitFolder();
        await made.GitAsync(["init", "--quiet", "--initial-branch=main", .. bare ? (string[])["--bare"] : []]);
        return made;
    }

    /// <summary>Calls git, and gives what it printed.</summary>
    public async Task<string> GitAsync(params string[] arguments)
    {
        var result = await Command.RunAsync("git", ["-c", "user.name=kim", "-c", "user.email=kim@example.com", "-C", Path, .. arguments], EndsWithin);
        Assert.That(result.ExitCode, Is.Zero, $"git {string.Join(' ', arguments)}\n{result.Errors}");
        return result.Output.Trim();
    }

    public async Task CommitAsync(string subject, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files) Write(name, text);
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--message", subject);
    }

    public string Write(string name, string text) => folder.Write(name, text);

    public string Read(string name) => File.ReadAllText(folder.File(name));

    public bool Has(string name) => File.Exists(folder.File(name));

    public void Dispose() => folder.Dispose();
}
