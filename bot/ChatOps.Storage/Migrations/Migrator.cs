using System.Globalization;
using System.Reflection;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Migrations;

/// <summary>Brings the tables up to date: the numbered .sql files beside this one, each in one transaction, forward only.</summary>
internal static class Migrator
{
    /// <summary>"CHOP": what makes a SQLite file ours.</summary>
    private const long ApplicationId = 0x43484F50;

    private const string Prefix = "ChatOps.Storage.Migrations.";

    /// <summary>The newest version that this program knows.</summary>
    public static int Newest => Scripts().Count;

    public static void BringUpToDate(Connection connection, string file)
    {
        var scripts = Scripts();
        for (var next = VersionOf(connection, file) + 1; next <= scripts.Count; next++)
        {
            connection.Begin();
            try
            {
                connection.Execute(scripts[next - 1]);
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {next}"));
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma application_id = {ApplicationId}"));
                connection.Commit();
            }
            catch
            {
                connection.Rollback();
                throw;
            }
        }
    }

    /// <summary>The version of the tables; 0 for a file without any.</summary>
    /// <exception cref="NewerDatabaseException">A newer ChatOps, or another program, wrote it.</exception>
    public static int VersionOf(Connection connection, string file)
    {
        var version = (int)Number(connection, "pragma user_version");
        var application = Number(connection, "pragma application_id");
        if (application != ApplicationId && Number(connection, "select count(*) from sqlite_schema") > 0)
        {
            throw new NewerDatabaseException($"{file} is a SQLite file of another program. Let Storage:ConnectionString name another file.");
        }

        if (version > Newest)
        {
            throw new NewerDatabaseException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file} was written by a newer ChatOps (its tables are version {version}, this program knows {Newest}). Start the newer program, or put the backup from before the upgrade in its place."));
        }

        return version;
    }

    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return reader.ReadToEnd();
                }),
        ];
    }

    private static long Number(Connection connection, string sql)
    {
        using var statement = connection.PrepareOnce(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }
}
