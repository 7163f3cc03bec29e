using ChatOps.AcceptanceTests.Harness;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>The page Runbooks tells how often each runbook mended what of which service, and which one is switched off after failures; a coordinator switches it on there.</summary>
internal sealed class ThePageShowsHowRunbooksFare : PageStory
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    protected override BotSettings Settings
    {
        get
        {
            folder.Write("runbooks/mark.yaml", """
                name: leave-a-mark
                says: Leaves a mark where the service looks for it; what stood there before is gone.
                matches: { challenge: [ServiceDown, NetworkIssue, ConfigurationError, PerformanceIssue] }
                maxTries: 1
                diagnose:
                  - { name: look, action: command, with: { program: test, arguments: ["-e", "{{ targets.wanted }}"] } }
                act:
                  - { name: mark, action: command, title: "leave the mark {{ targets.mark }}", with: { program: touch, arguments: ["{{ targets.mark }}"] } }
                verify:
                  - { name: marked, action: command, with: { program: test, arguments: ["-e", "{{ targets.wanted }}"] }, repeat: 1, for: 1s }
                """);
            return base.Settings
                .WithService("ledger", "backend", "standard", ("mark", folder.File("ledger")), ("wanted", folder.File("ledger")))
                .WithService("stubborn", "backend", "standard", ("mark", folder.File("stubborn")), ("wanted", folder.File("elsewhere")))
                .WithService("wilful", "backend", "standard", ("mark", folder.File("wilful")), ("wanted", folder.File("nowhere")))
                .WithPerson("ana", "devops-coordinator").WithPerson("dev", "developer")
                .WithProgram("touch", "/usr/bin/touch").WithProgram("test", "/usr/bin/test").With("Operations:Command:Allowed:test:Risk", "Observe")
                .With("Recovery:OffAfter", "2")
                .With("Runbooks:Path", folder.File("runbooks"));
        }
    }

    [OneTimeSetUp]
    public async Task FailTwiceAsync()
    {
        Assert.That(await EndedAsync("ledger", "TargetDown"), Is.EqualTo("passed"));
        foreach (var service in (string[])["stubborn", "wilful"])
        {
            Assert.That(await EndedAsync(service, "TargetDown"), Is.EqualTo("failed"));
            Assert.That(await EndedAsync(service, "CoreDNSErrorsHigh"), Is.EqualTo("failed"));
        }
    }

    [OneTimeTearDown]
    public void Clear() => folder.Dispose();

    [Test]
    [Property("Rule", "6.10")]
    public async Task It_tells_what_each_mended_and_what_is_switched_off_on_a_phone_and_on_a_wide_screen([Values(390, 1440)] int width, [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme)
    {
        await using var open = await OpenAsync("/runbooks", width, scheme, person: "ana");
        var row = Row(open);

        await Assertions.Expect(row).ToContainTextAsync("ledger, service down: mended this 1 of 1 time");
        await Assertions.Expect(row).ToContainTextAsync("stubborn, service down: never helped here (0 of 1)");
        await Assertions.Expect(row).ToContainTextAsync("stubborn, network issue: never helped here (0 of 1)");
        await Assertions.Expect(Off(open, "stubborn")).ToContainTextAsync("Switched off for stubborn");
        await Assertions.Expect(Off(open, "ledger")).ToHaveCountAsync(0);
        await open.ScreenshotAsync($"runbooks-{width}-{scheme}", fullPage: true);
        Assert.That(await open.SeriousAccessibilityFindingsAsync(), Is.Empty);
        Assert.That(await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth"), Is.LessThanOrEqualTo(0), "it is not wider than the window");
        Assert.That(open.Errors, Is.Empty);
    }

    [Test]
    [Property("Rule", "6.10")]
    public async Task A_coordinator_switches_it_on_there_and_it_acts_again_and_nobody_else_does()
    {
        Assert.That(await EndedAsync("wilful", "PrometheusBadConfig"), Is.EqualTo("dryRun"), "switched off, it only says what it would do");
        await using (var other = await OpenAsync("/runbooks", person: "dev"))
        {
            await SwitchOnAsync(other);
            await Assertions.Expect(other.Page.Locator(".answer")).ToContainTextAsync("Only coordinators and above may switch self-recovery");
            await Assertions.Expect(Off(other, "wilful")).ToBeVisibleAsync();
        }

        await using var open = await OpenAsync("/runbooks", person: "ana");
        await SwitchOnAsync(open);

        await Assertions.Expect(Off(open, "wilful")).ToHaveCountAsync(0);
        Assert.That(await EndedAsync("wilful", "CPUThrottlingHigh"), Is.EqualTo("failed"), "switched on, it acts again");
    }

    private static ILocator Row(BrowserPage open) => open.Page.Locator("tr", new() { HasText = "leave-a-mark" });

    private static ILocator Off(BrowserPage open, string service) => Row(open).Locator(".warn", new() { HasText = $"Switched off for {service}" });

    private static Task SwitchOnAsync(BrowserPage open) => open.Page.GetByRole(AriaRole.Button, new() { Name = "Switch on leave-a-mark for wilful" }).ClickAsync();

    /// <summary>How the automatic attempt of a new incident ended.</summary>
    private async Task<string> EndedAsync(string service, string alert)
    {
        var id = (await Bot.Client.AlertAsync(alert, service)).Single();
        var ended = await Bot.Client.IncidentWhenAsync(id, incident => incident.Attempts is [{ Outcome: not null }], Bound, "past its attempt");
        return ended.Attempts[0].Outcome!;
    }
}
