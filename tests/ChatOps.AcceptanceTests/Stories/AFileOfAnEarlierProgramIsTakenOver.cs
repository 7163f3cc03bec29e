using ChatOps.AcceptanceTests.Harness;
using Microsoft.Data.Sqlite;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>An upgrade in the middle of three incidents: the file that the earlier program left when it was killed goes on as if nothing had been.</summary>
internal sealed class AFileOfAnEarlierProgramIsTakenOver
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Test]
    [Property("Rule", "2.22")]
    public async Task Its_incidents_stand_and_are_worked_on()
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder.File("earlier.db"));
        await using var bot = await BotProcess.StartAsync(new BotSettings().With("Storage:ConnectionString", $"Data Source={folder.File("earlier.db")}"));

        var incidents = await bot.Client.AllIncidentsAsync();
        Assert.That(incidents.Select(incident => (incident.Id, incident.Service)), Is.EquivalentTo([("INC-1", "checkout"), ("INC-2", "payments"), ("INC-3", "reports"), ("INC-4", "search")]));

        await bot.Client.CommandAsync("resolve INC-2 pool enlarged", "ben");
        var resolved = await bot.Client.IncidentWhenAsync("INC-2", incident => incident.State == "resolved", Bound, "resolved");
        var told = await bot.Client.TimelineAsync("INC-2");
        await bot.Client.AlertAsync("Odd", "billing");
        var next = await bot.Client.IncidentWhenAsync("INC-5", incident => incident.Level == 2, Bound, "open");

        Assert.Multiple(() =>
        {
            Assert.That(resolved.Owner, Is.EqualTo("ben"));
            Assert.That(told.Select(entry => entry.Details.GetRawText()), Has.Some.Contains("looked at the pool").And.Some.Contains("pool enlarged"));
            Assert.That(next.Service, Is.EqualTo("billing"));
        });
    }

    private static async Task FillAsync(string file)
    {
        using var reader = new StreamReader(typeof(AFileOfAnEarlierProgramIsTakenOver).Assembly.GetManifestResourceStream("version-2.sql")!);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = await reader.ReadToEndAsync() + "pragma user_version = 2; pragma application_id = 1128812368;";
        await command.ExecuteNonQueryAsync();
    }
}
