using ChatOps.Storage;
using ChatOps.Storage.Migrations;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Storage;

internal sealed class MigrationTests
{
    [Test]
    public async Task A_new_file_gets_the_newest_tables_and_a_restart_leaves_them()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => GroupCommitTests.Put(transaction, "kept"));

        database.Restart();

        Assert.That(await database.Write(transaction => transaction.Received.Find("kept")), Is.Not.Null);
        Assert.That(Number(database.File, "pragma user_version"), Is.EqualTo(Migrator.Newest));
    }

    [Test]
    public async Task A_file_of_a_newer_program_is_refused_with_a_clear_line_and_left_alone()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(CancellationToken.None);
        database.Open.Dispose();
        Number(database.File, $"pragma user_version = {Migrator.Newest + 3}");
        using var older = new Database(new StorageOptions { ConnectionString = $"Data Source={database.File}" }, _ => { });

        Assert.That(
            () => older.StartAsync(CancellationToken.None),
            Throws.TypeOf<NewerDatabaseException>().With.Message.Contains("was written by a newer ChatOps").And.Message.Contains($"version {Migrator.Newest + 3}, this program knows {Migrator.Newest}"));
        Assert.That(Number(database.File, "pragma user_version"), Is.EqualTo(Migrator.Newest + 3));
    }

    [Test]
    public void A_file_of_another_program_is_refused()
    {
        using var database = new TemporaryDatabase();
        Number(database.File, "create table theirs (x); select 1");

        Assert.That(() => database.Open.StartAsync(CancellationToken.None), Throws.TypeOf<NewerDatabaseException>().With.Message.Contains("another program"));
    }

    private static long Number(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }
}
