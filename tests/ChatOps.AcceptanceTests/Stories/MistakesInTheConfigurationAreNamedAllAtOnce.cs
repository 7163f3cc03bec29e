using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>Ten mistakes in the configuration are ten lines, each naming the key, what stands there and what is allowed; exit code 1.</summary>
internal sealed class MistakesInTheConfigurationAreNamedAllAtOnce
{
    private const string TenMistakes = """
        {
          "Urls": "127.0.0.1:8080",
          "Display": { "TimeZone": "Mars/Olympus" },
          "Escalation": {
            "Recovery": { "MaxAttempts": "many", "Timeout": "5" },
            "Levels": { "2": { "AcknowledgeWihin": "00:10:00" } }
          },
          "Services": { "checkout": { "Criticality": "severe", "Match": [ "namespace=~\"(\"" ] } },
          "Classification": [ { "Match": [ "alertname=\"X\"" ], "Challenge": "BackupFails" } ],
          "Storm": { "NewIncidentsPerMinute": -1 },
          "Sources": { "prometheus": { "Kind": "Nagios", "Token": "x" } }
        }
        """;

    private static readonly (string Key, string Holds, string Allowed)[] Expected =
    [
        ("Urls", "127.0.0.1:8080", "http"),
        ("Display:TimeZone", "Mars/Olympus", "Europe/Berlin"),
        ("Escalation:Recovery:MaxAttempts", "many", "whole number"),
        ("Escalation:Recovery:Timeout", "\"5\"", "hh:mm:ss"),
        ("Escalation:Levels:2:AcknowledgeWihin", "00:10:00", "AcknowledgeWithin"),
        ("Services:checkout:Criticality", "severe", "Standard"),
        ("Services:checkout:Match", "'('", "regular expression"),
        ("Classification:0:Challenge", "BackupFails", "BackupFailure"),
        ("Storm:NewIncidentsPerMinute", "-1", "0"),
        ("Sources:prometheus:Kind", "Nagios", "Alertmanager"),
    ];

    [TestCase("check")]
    [TestCase(null)]
    public async Task Each_is_a_line_with_key_value_and_what_is_allowed(string? command)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("mistakes.json", TenMistakes);

        var result = await BotProgram.RunAsync(folder.Path, [.. command is null ? (string[])[] : [command], "--config", file]);

        var lines = (result.Output + result.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("warning:", StringComparison.Ordinal)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(lines, Has.Length.EqualTo(Expected.Length));
            foreach (var (key, holds, allowed) in Expected)
            {
                Assert.That(lines, Has.Some.StartsWith(key).And.Contain(holds).And.Contain(allowed).IgnoreCase, key);
            }
        });
    }

    [Test]
    public async Task The_shipped_configuration_is_good()
    {
        using var folder = new TemporaryFolder();

        var result = await BotProgram.RunAsync(folder.Path, ["check"]);

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Errors);
    }

    [Test]
    public async Task Reachable_from_outside_without_a_token_it_does_not_start_and_names_the_keys()
    {
        using var folder = new TemporaryFolder();

        var result = await BotProgram.RunAsync(folder.Path, [$"--Urls=http://0.0.0.0:{FreePort.Next()}"]);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.StartWith("Urls holds").And.Contain("Auth:Tokens"));
    }

    [Test]
    public async Task A_port_that_is_taken_is_named()
    {
        using var folder = new TemporaryFolder();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, FreePort.Next());
        listener.Start();

        var result = await BotProgram.RunAsync(folder.Path, [$"--Urls=http://{listener.LocalEndpoint}"]);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("Another program listens there").And.Not.Contain("   at "));
        Assert.That(result.Output, Does.Not.Contain("   at ").And.Not.Contain("Exception"), "nor a trace before it");
    }
}
