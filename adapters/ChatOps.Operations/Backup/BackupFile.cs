namespace ChatOps.Operations.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="At">When it was written.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record BackupFile(string Path, DateTimeOffset At, long Bytes)
{
    // What stands beside a backup, or is one that is not finished yet.
    private static readonly string[] Beside = [".sha256", ".sha512", ".md5", ".part", ".partial", ".tmp", ".sig", ".asc"];

    public string Name => OutsideText.Line(System.IO.Path.GetFileName(Path), 80);

    /// <summary>The files of a set, newest first; empty when the folder is not there.</summary>
    public static IReadOnlyList<BackupFile> Of(BackupSet set)
    {
        var folder = System.IO.Path.GetDirectoryName(set.Files)!;
        if (!Directory.Exists(folder)) return [];
        return [.. new DirectoryInfo(folder).EnumerateFiles(System.IO.Path.GetFileName(set.Files), new EnumerationOptions { MatchCasing = MatchCasing.CaseSensitive })
            .Where(file => !Beside.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            .Select(file => new BackupFile(file.FullName, file.LastWriteTimeUtc, file.Length))
            .OrderByDescending(file => file.At).ThenByDescending(file => file.Path, StringComparer.Ordinal)];
    }
}
