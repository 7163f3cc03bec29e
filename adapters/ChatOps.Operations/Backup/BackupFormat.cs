using System.IO.Compression;
using System.Text;

namespace ChatOps.Operations.Backup;

/// <summary>What a backup is, told from its first bytes: a name can be wrong.</summary>
internal static class BackupFormat
{
    public enum Kind
    {
        Empty,
        Unknown,

        /// <summary>The custom format of pg_dump.</summary>
        Dump,

        /// <summary>The plain format of pg_dump, compressed or not.</summary>
        Sql,
        Tar,
        TarGz,
        Zip,
    }

    public static async Task<Kind> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[512];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length == 0) return Kind.Empty;
        if (!IsGzip(head)) return Plain(head.AsSpan(0, length));
        file.Position = 0;
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            length = await unpacked.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            return Kind.Unknown;
        }

        return Plain(head.AsSpan(0, length)) switch { Kind.Tar => Kind.TarGz, Kind.Sql => Kind.Sql, _ => Kind.Unknown };
    }

    /// <summary>Whether the file is compressed by gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    private static Kind Plain(ReadOnlySpan<byte> head) =>
        head.StartsWith("PGDMP"u8) ? Kind.Dump
        : head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8) ? Kind.Zip
        : head.Length >= 262 && head[257..].StartsWith("ustar"u8) ? Kind.Tar
        : Encoding.UTF8.GetString(head).Contains("PostgreSQL database dump", StringComparison.Ordinal) ? Kind.Sql
        : Kind.Unknown;
}
