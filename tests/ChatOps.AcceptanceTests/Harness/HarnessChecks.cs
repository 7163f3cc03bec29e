namespace ChatOps.AcceptanceTests.Harness;

/// <summary>The real counterparts do what the stories rely on.</summary>
internal sealed class HarnessChecks
{
    [Test]
    public async Task A_target_is_killed_started_again_by_its_command_and_broken_for_good()
    {
        await using var target = await TargetService.StartAsync();
        Assert.That(await target.IsHealthyAsync(), Is.True);

        await target.KillAsync();
        Assert.That(await target.IsHealthyAsync(), Is.False);

        await target.StartAgainAsync();
        Assert.That(await target.IsHealthyAsync(), Is.True);

        await target.BreakAsync();
        await using var starter = ChildProcess.Start(target.StartCommand[0], target.StartCommand.Skip(1));
        Assert.That(await starter.ExitedAsync(TimeSpan.FromSeconds(15)), Is.EqualTo(1));
        Assert.That(await target.IsHealthyAsync(), Is.False);
    }

    [Test]
    public async Task Prometheus_tells_an_Alertmanager_of_a_killed_target_within_seconds()
    {
        await using var target = await TargetService.StartAsync();
        await using var alertmanager = await AlertmanagerServer.StartAsync(FreePort.NobodyThere());
        await using var prometheus = await PrometheusServer.StartAsync(
            [new ScrapeJob("checkout", target.Port, new Dictionary<string, string> { ["service"] = "checkout" })],
            [new AlertingRule("TargetDown", "up == 0", new Dictionary<string, string> { ["severity"] = "critical" })],
            alertmanager.Address);
        var amtool = new Amtool(alertmanager.Address);

        await target.KillAsync();

        await Wait.Until(
            async () => (await amtool.RunAsync("alert", "query", "-o", "simple", "service=checkout")).Output.Contains("TargetDown", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20),
            "the alert to arrive",
            () => prometheus.Tail);
    }

    [Test]
    public async Task A_page_is_seen_in_Chromium_with_its_accessibility_and_its_foreign_requests()
    {
        await using var target = await TargetService.StartAsync();
        await using var browser = await Browser.StartAsync();
        await using var opened = await browser.OpenAsync(target.Address);

        await opened.Page.GotoAsync("/health");
        Assert.That(await opened.Page.TextContentAsync("body"), Is.EqualTo("ok"));

        await opened.Page.SetContentAsync("""<html lang="en"><title>t</title><img src="http://127.0.0.2:1/x.png"><button></button></html>""");
        Assert.That(opened.ForeignRequests, Is.EqualTo((string[])["http://127.0.0.2:1/x.png"]));
        Assert.That(await opened.SeriousAccessibilityFindingsAsync(), Has.Some.Contains("button-name").And.Some.Contains("image-alt"));
    }
}
