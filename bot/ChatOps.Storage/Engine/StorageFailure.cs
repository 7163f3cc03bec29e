using ChatOps.Core.Intake;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatOps.Storage.Engine;

/// <summary>Tells a failure of the disk or file (everything must wait) from a failure of one input.</summary>
internal static class StorageFailure
{
    /// <summary>The failure as callers see it, or null when it is the input's own.</summary>
    public static StorageUnavailableException? Of(Exception failure, string file) => failure switch
    {
        StorageUnavailableException known => known,
        SqliteException sqlite when Sentence(sqlite, file) is { } sentence => new StorageUnavailableException(sentence, sqlite),
        IOException or UnauthorizedAccessException => new StorageUnavailableException(
            $"The folder of {file} cannot be used: {failure.Message} Make it, or give the user that runs ChatOps the right to write there.", failure),
        _ => null,
    };

    /// <summary>Whether the file itself is damaged.</summary>
    public static bool IsDamage(StorageUnavailableException failure) => failure.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    /// <summary>The file is not where it was; what to do is for the operator, because an empty one in its place would hide the loss.</summary>
    public static StorageUnavailableException Gone(string file) => new(
        $"{file} was removed or replaced while ChatOps ran. Put it back (a backup: without files beside it that end in -wal and -shm); ChatOps then goes on by itself. To begin anew, start ChatOps again.");

    private static string? Sentence(SqliteException failure, string file) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => $"The disk that holds {file} is full. Free some space there; ChatOps then goes on by itself.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
            $"{file} cannot be written (it or its folder is read-only, or was moved away). Give the user that runs ChatOps the right to write both; it then goes on by itself.",
        raw.SQLITE_CANTOPEN =>
            $"{file} cannot be opened. Make its folder, or give the user that runs ChatOps the right to read and write there; it then goes on by itself.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            $"{file} is damaged. Stop ChatOps, put a backup in its place (or move the file away to begin anew; delete files beside it that end in -wal and -shm), and start it again.",
        raw.SQLITE_IOERR => $"The disk that holds {file} answers with an error ({failure.Message}). Check the disk; ChatOps goes on by itself when it works again.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL =>
            $"{file} is held by another program. Stop the other program that writes to it (a second ChatOps, a backup tool, a sqlite3 shell); ChatOps then goes on by itself.",
        _ => null,
    };
}
