using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Backup;

/// <summary>
/// Looks at the newest file of a backup (age, size, checksum), or restores it into a place that is thrown away: the only proof that a backup is one.
/// </summary>
internal sealed class BackupAction(BackupOptions options, TimeProvider time) : IAction
{
    private const string Restore = "restore";

    public string Name => "backup";

    public string? Unavailable => options.Sets.Count == 0 ? "Operations:Backup:Sets is empty" : null;

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("set", ArgumentKind.Text, "A backup of Operations:Backup:Sets, by its name.", Required: true),
        new("do", ArgumentKind.Choice, "look, or restore into a place that is thrown away; look unless it says otherwise.", Choices: ["look", Restore], Fixed: true),
    ];

    public IReadOnlyList<string> Values { get; } = ["value", "file", "bytes", "count"];

    // What the restore test writes is made for it and gone after it.
    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) =>
        options.Sets.Count > 0 && arguments.Text("set") is { } name && !options.Sets.ContainsKey(name)
            ? [new("set", $"set holds \"{OutsideText.Line(name, 80)}\"; allowed: {string.Join(", ", options.Sets.Keys.Order(StringComparer.Ordinal))}")]
            : [];

    public string Preview(ActionArguments arguments) =>
        arguments.Text("do") == Restore ? $"restore the newest backup {arguments.Text("set")} into a scratch place" : $"look at the newest backup {arguments.Text("set")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var (name, set) = (arguments.Text("set")!, options.Sets[arguments.Text("set")!]);
        try
        {
            var files = BackupFile.Of(set);
            if (files.Count == 0) return new(false, $"there is no backup {name}: nothing fits {set.Files}", null, new Dictionary<string, string> { ["count"] = "0" });
            if (arguments.Text("do") != Restore) return await BackupLook.RunAsync(name, set, files, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            var newest = files[0];
            var test = await BackupFormat.OfAsync(newest.Path, cancellationToken).ConfigureAwait(false) switch
            {
                BackupFormat.Kind.Empty => new RestoreTest(false, "it is empty"),
                BackupFormat.Kind.Unknown => new RestoreTest(false, "it is neither a dump of PostgreSQL nor an archive that is known (tar, tar.gz, zip), so nobody can tell whether it can be restored"),
                BackupFormat.Kind.Dump => await DatabaseRestore.RunAsync(set, newest.Path, custom: true, time, cancellationToken).ConfigureAwait(false),
                BackupFormat.Kind.Sql => await DatabaseRestore.RunAsync(set, newest.Path, custom: false, time, cancellationToken).ConfigureAwait(false),
                var archive => await ArchiveRestore.RunAsync(set, newest.Path, archive, cancellationToken).ConfigureAwait(false),
            };
            var values = new Dictionary<string, string> { ["file"] = newest.Path, ["count"] = files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) };
            return new(test.Passed, $"{newest.Name} of {name} {(test.Passed ? "was restored" : "cannot be restored")}: {test.Says}", test.Output, values);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(false, $"the backup {name} cannot be read: {OutsideText.Line(e.Message, 200)}");
        }
    }
}

/// <summary>How a restore test ended.</summary>
/// <param name="Passed">Whether what was expected is there.</param>
/// <param name="Says">What was found, a clause.</param>
/// <param name="Output">What the program said, or null.</param>
internal sealed record RestoreTest(bool Passed, string Says, string? Output = null);
