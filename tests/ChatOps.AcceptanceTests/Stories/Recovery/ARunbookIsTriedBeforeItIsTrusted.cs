using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Recovery;

/// <summary><c>runbook test</c> tells step by step what would happen, whatever is not there, and changes nothing.</summary>
internal sealed class ARunbookIsTriedBeforeItIsTrusted
{
    [Test]
    public async Task A_step_that_takes_too_long_is_told_as_that()
    {
        using var folder = new TemporaryFolder();
        folder.Write("runbooks/slow.yaml", """
            name: slow
            says: Waits.
            matches: { challenge: ServiceDown }
            diagnose:
              - { name: nap, action: wait, timeout: 100ms, with: { for: 20s } }
            verify:
              - { name: look, action: wait, repeat: 1, with: { for: 1ms } }
            """);

        var result = await BotProgram.RunAsync(folder.Path, ["runbook", "test", "slow", "--service", "web", $"--Runbooks:Path={folder.File("runbooks")}", "--Services:web:Domain=backend"]);

        Assert.That(result.Output, Does.Contain("diagnose nap: failed; no result within 100 ms"), result.Errors);
        Assert.That((result.ExitCode, result.Errors), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Every_shipped_one_says_what_it_would_do_where_nothing_answers()
    {
        using var folder = new TemporaryFolder();
        using var free = new SemaphoreSlim(3);
        const string Nobody = "127.0.0.1:1";
        (string Name, string Value)[] targets =
        [
            ("health", $"http://{Nobody}/"), ("address", Nobody), ("container", "web-1"), ("previous", "web-0"), ("image", "web:1"), ("process", "web"), ("disk", folder.Path), ("host", "web.invalid"), ("tls", Nobody),
            ("resolver", Nobody), ("name-server", Nobody), ("restart", "true"), ("prune", "true"), ("renew", "true"), ("dns-reload", "true"), ("failover", "true"), ("rollback", "true"), ("scale", "true"),
        ];
        string[] settings =
        [
            .. targets.Select(target => $"--Services:web:Targets:{target.Name}={target.Value}"),
            "--Services:web:Domain=backend", $"--Operations:Container:Socket={folder.File("none.sock")}", $"--Operations:Supervisor:Address=http://{Nobody}", "--Operations:Command:Allowed:0=true", $"--Prometheus:Url=http://{Nobody}",
        ];

        var all = await Task.WhenAll(Directory.EnumerateFiles(Path.Combine(Built.Root, "bot", "runbooks"), "*.yaml").Select(async file =>
        {
            await free.WaitAsync();
            try
            {
                return (Name: Path.GetFileNameWithoutExtension(file), Result: await BotProgram.RunAsync(folder.Path, ["runbook", "test", Path.GetFileNameWithoutExtension(file), "--service", "web", .. settings]));
            }
            finally
            {
                free.Release();
            }
        }));

        Assert.Multiple(() =>
        {
            foreach (var (name, result) in all)
            {
                Assert.That(result.Errors, Is.Empty, name);
                Assert.That(result.Output, Does.Match($@"(?m)^  diagnose [a-z-]+: (failed|passed|skipped); .+\n(.+\n)*{name} for web: \w+\. .+"), name);
                Assert.That(result.Output, Does.Not.Contain("no result within"), $"{name}: a sentence says who did not answer");
            }
        });
    }
}
