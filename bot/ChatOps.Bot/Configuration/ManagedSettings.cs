using ChatOps.Operations;
using ChatOps.Operations.Ansible;
using ChatOps.Operations.Backup;
using ChatOps.Operations.Git;
using ChatOps.Operations.Postgres;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads the systems that runbooks look into (<c>Operations:Postgres</c>, <c>Git</c>, <c>Ansible</c>, <c>Backup</c>).</summary>
internal static class ManagedSettings
{
    private static readonly TimeSpan UsualAge = TimeSpan.FromHours(26);

    public static ManagedSystems Read(KeyReader operations)
    {
        var postgres = operations.Section("Postgres", section => new PostgresOptions(section.Section("Databases", Databases)));
        return new()
        {
            Postgres = postgres,
            Git = operations.Section("Git", section => new GitOptions(Named(section, "Repositories", Repository), section.Texts("Environment"))),
            Ansible = operations.Section("Ansible", section => new AnsibleOptions(Named(section, "Plans", Plan), section.Texts("Environment"))),
            Backup = operations.Section("Backup", section => new BackupOptions(Named(section, "Sets", keys => Set(keys, postgres)))),
        };
    }

    private static Dictionary<string, string> Databases(KeyReader keys)
    {
        var databases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in keys.Keys.ToArray())
        {
            if (keys.Secret(name) is not { } connection) keys.Findings.Mistake($"{keys.PathOf(name)} holds nothing; allowed: a connection string, or {name}:File with a file that holds it");
            // Never shown: it holds a password.
            else if (PostgresOptions.Problem(connection) is { } problem) keys.Findings.Mistake($"{keys.PathOf(name)}: {problem}; allowed: a connection string such as Host=db-1;Username=chatops;Database=shop");
            else databases[name] = connection;
        }

        return databases;
    }

    private static GitRepository Repository(KeyReader keys) => new(
        Place(keys, "Folder", "the folder of a clone"),
        keys.Text("Good") ?? "HEAD",
        [.. keys.List("Paths").Where(path => Inside(keys, "Paths", path))],
        keys.Text("Remote"));

    private static AnsiblePlan Plan(KeyReader keys) => new(
        Place(keys, "Playbook", "a playbook"),
        keys.Text("Inventory") is { } inventory ? Path.GetFullPath(inventory) : null,
        keys.Text("Limit"),
        keys.List("Tags"));

    private static BackupSet Set(KeyReader keys, PostgresOptions postgres)
    {
        var scratch = keys.Text("Scratch");
        var connection = scratch is null ? null : postgres.Find(scratch);
        if (scratch is not null && connection is null) keys.Wrong("Scratch", $"a name of Operations:Postgres:Databases ({(postgres.Databases.Count == 0 ? "none" : string.Join(", ", postgres.Databases.Keys.Order(StringComparer.Ordinal)))})");
        return new(
            Place(keys, "Files", "a folder with a pattern for files, such as /var/backups/shop/*.dump"),
            keys.Duration("NewerThan", UsualAge, TimeSpan.FromSeconds(1), TimeSpan.FromDays(400)),
            keys.Number("Share", 50, 0, 100),
            connection,
            keys.List("Tables"),
            [.. keys.List("Holds").Where(path => Inside(keys, "Holds", path))]);
    }

    /// <summary>A section with free names, each with a section of its own.</summary>
    private static Dictionary<string, T> Named<T>(KeyReader keys, string key, Func<KeyReader, T> read) =>
        new(keys.Sections(key, (name, section) => KeyValuePair.Create(name, read(section))), StringComparer.OrdinalIgnoreCase);

    private static string Place(KeyReader keys, string key, string what)
    {
        if (keys.Text(key) is { } path) return Path.GetFullPath(path);
        keys.Findings.Mistake($"{keys.PathOf(key)} holds nothing; allowed: {what}");
        return "/";
    }

    private static bool Inside(KeyReader keys, string key, string path)
    {
        var inside = !Path.IsPathRooted(path) && !path.Split('/', '\\').Contains("..");
        if (!inside) keys.Findings.Mistake($"{keys.PathOf(key)} holds {KeyReader.Shown(path)}; allowed: paths relative to the folder, inside it");
        return inside;
    }
}
