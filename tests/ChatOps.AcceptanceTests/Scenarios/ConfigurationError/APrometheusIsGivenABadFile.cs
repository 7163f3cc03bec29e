using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.ConfigurationError;

/// <summary>
/// A rule file of a running Prometheus was edited badly: it goes on with the old one and refuses to read. Putting the last good file back waits for an
/// approval, and somebody who is on call gives it.
/// </summary>
internal class APrometheusIsGivenABadFile : Scenario
{
    private ChildProcess prometheus = null!;
    private string rules = "";
    private string good = "";
    private Uri address = null!;

    public override string Challenge => "ConfigurationError";

    public override bool Mendable => true;

    public override bool SomebodyApproves => true;

    public override ScenarioAlert Alert => new("PrometheusBadConfig", "Prometheus could not read its configuration", ("instance", address.Authority));

    public override async Task<BotSettings> PrepareAsync(Stage stage)
    {
        var folder = stage.Folder(Service);
        (rules, good) = (Path.Combine(folder, "rules.yml"), Path.Combine(folder, "rules.good"));
        await File.WriteAllTextAsync(rules, "groups: [ { name: shop, rules: [ { record: shop:up, expr: up } ] } ]\n");
        File.Copy(rules, good);
        var configuration = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, "rule_files: [rules.yml]\n");
        address = FreePort.NobodyThere();
        prometheus = ChildProcess.Start("prometheus", [$"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(folder, "data")}", $"--web.listen-address={address.Authority}", "--web.enable-lifecycle"]);
        await Wait.Until(WorksAsync, TimeSpan.FromSeconds(30), "Prometheus", () => prometheus.Tail);
        var reload = $"/bin/busybox wget -q -O /dev/null --post-data x {address}-/reload";
        return new BotSettings()
            .WithService(Service, "infrastructure", targets: [("health", $"{address}-/healthy"), ("configuration-diff", $"diff-{Service}"), ("configuration-restore", $"restore-{Service}")])
            .With($"Services:{Service}:Impact", "New alerts are not seen")
            .WithProgram($"diff-{Service}", stage.Program($"diff-{Service}", $"/usr/bin/diff '{good}' '{rules}'"))
            .With($"Operations:Command:Allowed:diff-{Service}:Risk", "observe")
            .WithProgram($"restore-{Service}", stage.Program($"restore-{Service}", $"/bin/cp '{good}' '{rules}' && {reload}"));
    }

    public override async Task BreakAsync()
    {
        await File.WriteAllTextAsync(rules, "groups: [ { name: shop, rules: [ { record: shop:up, expr: up{ } ] } ]\n");
        using var client = new HttpClient();
        using var refused = await client.PostAsync(new Uri(address, "-/reload"), null);
        Assert.That(refused.IsSuccessStatusCode, Is.False, "Prometheus reads what it should not understand");
    }

    public override async Task<bool> WorksAsync()
    {
        try
        {
            using var client = new HttpClient();
            return (await client.GetStringAsync(new Uri(address, "metrics"))).Contains("\nprometheus_config_last_reload_successful 1", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (prometheus is not null) await prometheus.DisposeAsync();
        await base.DisposeAsync();
    }
}
