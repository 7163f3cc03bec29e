using System.Net;
using System.Net.Sockets;
using ChatOps.Bot;
using ChatOps.Bot.Cli;
using ChatOps.Tests.Conventions;
using ChatOps.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Configuration;

/// <summary>What <c>check</c> says of a configuration that reads well.</summary>
internal sealed class Checks
{
    [Test]
    public async Task The_shipped_configuration_is_good_and_targets_that_do_not_answer_are_warnings()
    {
        var (code, lines) = await Check(Path.Combine(Repository.Root, "appsettings.json"));

        Assert.That(code, Is.Zero);
        Assert.That(lines[..^1], Is.All.StartsWith("warning: Services:").And.All.Contains("does not answer now"));
        Assert.That(lines[^1], Does.StartWith("The configuration is good: 3 services"));
    }

    [Test]
    public async Task A_target_that_takes_connections_is_good_and_one_that_does_not_is_named()
    {
        using var folder = new TemporaryDatabase();
        using var open = new TcpListener(IPAddress.Loopback, 0);
        open.Start();
        int shut;
        using (var closed = new TcpListener(IPAddress.Loopback, 0))
        {
            closed.Start();
            shut = ((IPEndPoint)closed.LocalEndpoint).Port;
        }

        var (code, lines) = await Check(folder, $$"""
            { "Services": { "a": { "Targets": { "health": "http://127.0.0.1:{{((IPEndPoint)open.LocalEndpoint).Port}}/health", "other": "http://127.0.0.1:{{shut}}/", "unit": "a.service" } } } }
            """);

        Assert.That(code, Is.Zero);
        Assert.That(lines.Where(line => line.StartsWith("warning", StringComparison.Ordinal)), Is.EqualTo((string[])[$"warning: Services:a:Targets:other holds \"http://127.0.0.1:{shut}/\", which does not answer now: Connection refused"]));
    }

    [Test]
    public async Task A_database_that_cannot_be_used_is_a_mistake_and_is_left_alone()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(CancellationToken.None);
        database.Open.Dispose();
        await using (var connection = new SqliteConnection($"Data Source={database.File};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 1000";
            await command.ExecuteNonQueryAsync();
        }

        var (code, lines) = await Check(database, "{}");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(lines.Single(), Does.StartWith($"Storage:ConnectionString: {database.File} was written by a newer ChatOps (its tables are version 1000, this program knows "));
        Assert.That(lines.Single(), Does.EndWith("). Start the newer program, or put the backup from before the upgrade in its place."));
    }

    private static async Task<(int Code, string[] Lines)> Check(TemporaryDatabase database, string json)
    {
        var file = Path.Combine(database.Folder, "appsettings.json");
        await File.WriteAllTextAsync(file, json);
        return await Check(file, ("Storage:ConnectionString", $"Data Source={database.File}"));
    }

    private static async Task<(int Code, string[] Lines)> Check(string file, params (string Key, string Value)[] settings)
    {
        var output = new StringWriter();
        var launch = new Launch { SettingsFile = file, ReadEnvironment = false, Settings = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value) };
        var code = await CheckCommand.RunAsync(launch, output, CancellationToken.None);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
