namespace ChatOps.Operations.Backup;

/// <summary>The backups that runbooks look at (configuration <c>Operations:Backup</c>).</summary>
/// <param name="Sets">The backups, by the name that targets use; none by default.</param>
public sealed record BackupOptions(IReadOnlyDictionary<string, BackupSet> Sets)
{
    /// <summary>There is none.</summary>
    public static readonly BackupOptions None = new(new Dictionary<string, BackupSet>());
}

/// <summary>The files of one backup that is made again and again.</summary>
/// <param name="Files">A folder and a pattern with <c>*</c> for the file's name; an absolute path.</param>
/// <param name="NewerThan">How old the newest one may be; 26 hours by default, for one that is made daily.</param>
/// <param name="Share">How many percent of the size of the one before the newest one has to have; 50 by default.</param>
/// <param name="Scratch">For dumps of PostgreSQL: the connection string of a server where a database may be made for the restore test; null: none.</param>
/// <param name="Tables">For dumps: the tables that must hold a row after the restore test.</param>
/// <param name="Holds">For archives: the files that must be in it and hold something.</param>
public sealed record BackupSet(string Files, TimeSpan NewerThan, int Share, string? Scratch, IReadOnlyList<string> Tables, IReadOnlyList<string> Holds);
