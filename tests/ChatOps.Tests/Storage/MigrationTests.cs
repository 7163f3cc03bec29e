using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Storage;
using ChatOps.Storage.Alerts;
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

    [Test]
    public async Task A_file_of_version_six_keeps_its_timeline_and_knows_its_alerts_again()
    {
        using var source = new TemporaryDatabase();
        var entries = Enumerable.Range(1, 300).Select(number => (Incident: new IncidentId((number % 7) + 1), Entry: new FlappingEnded(DateTimeOffset.UnixEpoch.AddMinutes(number), Actor.Source($"source {number}"))))
            .GroupBy(one => one.Incident).SelectMany(one => one.Select((pair, index) => (pair.Incident, Seq: index + 1, pair.Entry))).ToList();
        var alerts = Enumerable.Range(1, 50).Select(number => AlertText.Of(new Alert("prometheus", LabelSet.Of(("alertname", $"A{number}")), LabelSet.Empty, AlertStatus.Firing, DateTimeOffset.UnixEpoch))).ToList();
        await source.Write(transaction => alerts.ForEach(alert => transaction.Alerts.Add(alert, "prometheus", Firing, null, DateTimeOffset.UnixEpoch)));
        await source.Write(transaction => entries.ForEach(one => transaction.Timeline.Add(one.Incident, one.Seq, one.Entry)));
        using var before = new TemporaryDatabase();
        VersionSix(before.File, source.File);

        await before.Open.StartAsync(CancellationToken.None);

        Assert.That(Number(before.File, "pragma user_version"), Is.EqualTo(Migrator.Newest));
        foreach (var incident in entries.GroupBy(one => one.Incident))
        {
            var expected = incident.Select(one => (one.Seq, one.Entry.At, one.Entry.By.Name)).ToList();
            Assert.That((await before.Read(read => read.Timeline.Page(incident.Key, 0, 1_000))).Select(stored => (stored.Seq, stored.Entry.At, stored.Entry.By.Name)), Is.EqualTo(expected));
            Assert.That(await before.Write(transaction => transaction.Timeline.LastSeq(incident.Key)), Is.EqualTo(expected.Count));
        }

        Assert.That(await before.Write(transaction => alerts.Count(alert => transaction.Alerts.Find(alert.Hash)?.Known == Firing)), Is.EqualTo(alerts.Count));
        var last = entries[^1];
        await before.Write(transaction => transaction.Timeline.Add(last.Incident, last.Seq + 1, last.Entry));
        Assert.That((await before.Read(read => read.Timeline.Page(last.Incident, last.Seq, 10))).Select(stored => stored.Seq), Is.EqualTo(new[] { last.Seq + 1 }));
        Assert.That(
            async () => await before.Write(transaction => transaction.Timeline.Add(last.Incident, 1, last.Entry)),
            Throws.TypeOf<SqliteException>().With.Message.Contains("UNIQUE"), "no number is given twice");
    }

    private static KnownAlert Firing => new(AlertStatus.Firing, AlertRole.Holding, new IncidentId(1), DateTimeOffset.UnixEpoch, null, null);

    /// <summary>A file as version 6 made it, with the timeline and the alerts of another file.</summary>
    private static void VersionSix(string file, string source)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var assembly = typeof(Migrator).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(6))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Run(reader.ReadToEnd());
        }

        Run($"pragma user_version = 6; pragma application_id = {0x43484F50}; attach '{source}' as other; insert into timeline (incident, seq, at, body) select incident, seq, at, body from other.timeline; insert into alerts select * from other.alerts;");

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
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
