using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using ChatOps.Operations.Command;
using ChatOps.Operations.Postgres;
using ChatOps.Operations.Programs;
using Npgsql;

namespace ChatOps.Operations.Backup;

/// <summary>Restores a dump of PostgreSQL into a database that is made for it and dropped after it, and counts the rows of the tables that matter.</summary>
internal static class DatabaseRestore
{
    private const string Prefix = "chatops_restore_";
    private static readonly TimeSpan Left = TimeSpan.FromHours(6);
    private static readonly TimeSpan CleanWithin = TimeSpan.FromSeconds(20);

    public static async Task<RestoreTest> RunAsync(BackupSet set, string path, bool custom, TimeProvider time, CancellationToken cancellationToken)
    {
        if (set.Scratch is not { } scratch) return new(false, "Operations:Backup:Sets names no Scratch for it, a server where it may be restored");
        if (AllowedProgram.Resolve(custom ? "pg_restore" : "psql") is not { } program) return new(false, $"the program {(custom ? "pg_restore" : "psql")} is not there");
        var database = Prefix + time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "_" + RandomNumberGenerator.GetHexString(6, lowercase: true);
        try
        {
            await SweepAsync(scratch, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            await OnServerAsync(scratch, $"CREATE DATABASE {database} TEMPLATE template0", cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException e)
        {
            return new(false, $"no database could be made for it: {PostgresConnection.Words(e)}");
        }

        try
        {
            return await RestoreAsync(set, scratch, database, program, path, custom, time, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException e)
        {
            return new(false, $"what was restored cannot be read: {PostgresConnection.Words(e)}");
        }
        finally
        {
            using var bound = new CancellationTokenSource(CleanWithin, time);
            await OnServerAsync(scratch, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", bound.Token).ConfigureAwait(false);
        }
    }

    private static async Task<RestoreTest> RestoreAsync(BackupSet set, string scratch, string database, string program, string path, bool custom, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-restore-");
        try
        {
            var file = custom ? path : await UnpackAsync(path, folder.FullName, cancellationToken).ConfigureAwait(false);
            string[] arguments = custom
                ? ["--exit-on-error", "--no-owner", "--no-privileges", "--dbname", database, "--", file]
                : ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", file, "--dbname", database];
            var end = await ProgramRun.RunAsync(program, arguments, Environment(scratch), time, cancellationToken).ConfigureAwait(false);
            if (!end.Good) return new(false, end.Last, end.All);
        }
        catch (InvalidDataException e)
        {
            return new(false, $"it is damaged: {OutsideText.Line(e.Message, 160)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return await CountAsync(set, scratch, database, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<RestoreTest> CountAsync(BackupSet set, string scratch, string database, CancellationToken cancellationToken)
    {
        await using var connection = await PostgresConnection.OpenAsync(scratch, database, cancellationToken).ConfigureAwait(false);
        const string tables = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";
        var count = (await connection.QueryAsync(tables, row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
        if (count == 0) return new(false, "there is no table in it");
        List<string> found = [string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "table" : "tables")}")];
        foreach (var table in set.Tables)
        {
            var there = await connection.QueryAsync("SELECT to_regclass($1)::text", row => row.IsDBNull(0) ? null : row.GetString(0), cancellationToken, table).ConfigureAwait(false);
            // The server wrote the name itself, quoted where it has to be.
            if (there is not [{ } name]) return new(false, $"the table {OutsideText.Line(table, 80)} is not in it");
            var rows = (await connection.QueryAsync($"SELECT count(*) FROM {name}", row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
            if (rows == 0) return new(false, $"the table {OutsideText.Line(table, 80)} is empty in it");
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{OutsideText.Line(table, 80)} with {rows} {(rows == 1 ? "row" : "rows")}"));
        }

        return new(true, string.Join(", ", found));
    }

    private static async Task<string> UnpackAsync(string path, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[2];
        await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (!BackupFormat.IsGzip(head)) return path;
        file.Position = 0;
        var plain = Path.Combine(folder, "dump.sql");
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await using var target = File.Create(plain);
        await unpacked.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        return plain;
    }

    /// <summary>Drops what a crash of the bot left of earlier tests.</summary>
    private static async Task SweepAsync(string scratch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = Prefix + (now - Left).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        await using var connection = await PostgresConnection.OpenAsync(scratch, null, cancellationToken).ConfigureAwait(false);
        var names = await connection.QueryAsync("SELECT datname FROM pg_database WHERE datname ~ $1", row => row.GetString(0), cancellationToken, $"^{Prefix}\\d{{14}}_[0-9a-f]{{6}}$").ConfigureAwait(false);
        foreach (var old in names.Where(name => string.CompareOrdinal(name, before) < 0)) await connection.ExecuteAsync($"DROP DATABASE IF EXISTS {old} WITH (FORCE)", cancellationToken).ConfigureAwait(false);
    }

    private static async Task OnServerAsync(string scratch, string statement, CancellationToken cancellationToken)
    {
        await using var connection = await PostgresConnection.OpenAsync(scratch, null, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The connection as libpq's own programs read it; a password never stands among arguments, which everybody on the machine can read.</summary>
    private static Dictionary<string, string> Environment(string scratch)
    {
        var read = new NpgsqlConnectionStringBuilder(scratch);
        var all = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["LANG"] = "C.UTF-8",
            ["PGHOST"] = read.Host ?? "",
            ["PGPORT"] = read.Port.ToString(CultureInfo.InvariantCulture),
            ["PGAPPNAME"] = "chatops",
            ["PGSSLMODE"] = read.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        };
        if (read.Username is { } user) all["PGUSER"] = user;
        if (read.Password is { } password) all["PGPASSWORD"] = password;
        if (read.RootCertificate is { } root) all["PGSSLROOTCERT"] = root;
        return all;
    }
}
