using ChatOps.Core.Incidents;
using ChatOps.Storage;
using ChatOps.Storage.Incidents;
using ChatOps.Storage.Migrations;
using ChatOps.Tests.Incidents;
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

    /// <summary>version-2.sql is what the program whose tables were version 2 had written when it was killed.</summary>
    [Test]
    public async Task A_file_that_an_earlier_program_filled_keeps_all_that_it_held()
    {
        using var database = new TemporaryDatabase();
        await Fill(database.File, "version-2.sql", 2);
        await database.Open.StartAsync(CancellationToken.None);

        IReadOnlyList<Incident> incidents = await database.Read(transaction => transaction.Incidents.List(new IncidentFilter { Limit = 10 }));
        var folded = await database.Read(transaction => incidents.Select(incident => Incident.Fold(transaction.Timeline.Page(incident.Id, 0, 1000).Select(stored => stored.Entry))).ToArray());
        var (attempts, steps, messages) = await database.Read(transaction => (
            incidents.Sum(incident => transaction.Attempts.OfIncident(incident.Id).Count),
            incidents.Sum(incident => transaction.Attempts.OfIncident(incident.Id).Sum(attempt => transaction.Attempts.Steps(attempt.Id).Count)),
            incidents.Sum(incident => transaction.Outbox.OfIncident(incident.Id).Count + transaction.Chat.OfIncident(incident.Id).Count)));

        Assert.Multiple(() =>
        {
            Assert.That((attempts, steps > 0, messages > 0), Is.EqualTo((3, true, true)));
            Assert.That(incidents.Select(incident => (incident.Id.Number, incident.Ladder.State, incident.Ladder.Owner)), Is.EquivalentTo(
                [(1, IncidentState.AwaitingAcknowledgement, null), (2, IncidentState.Acknowledged, "ben"), (3, IncidentState.AwaitingAcknowledgement, null), (4, IncidentState.Resolved, (string?)null)]));
            Assert.That(incidents.Select(Story.Json), Is.EqualTo(folded.Select(Story.Json)));
            Assert.That(Number(database.File, "pragma user_version"), Is.EqualTo(Migrator.Newest));
        });
    }

    private static async Task Fill(string file, string script, int version)
    {
        using var reader = new StreamReader(typeof(MigrationTests).Assembly.GetManifestResourceStream(script)!);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = await reader.ReadToEndAsync() + $"pragma user_version = {version}; pragma application_id = {0x43484F50};";
        await command.ExecuteNonQueryAsync();
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
