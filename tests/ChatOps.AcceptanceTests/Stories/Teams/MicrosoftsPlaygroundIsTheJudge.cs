using ChatOps.AcceptanceTests.Harness;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>
/// Microsoft's own emulator, unmodified, in a real browser: the bot is installed, asked for help, told of an incident, which is acknowledged by a button,
/// guided, escalated to the user and decided by a button. The emulator has no dialogs and, without Microsoft, no authentication.
/// </summary>
internal sealed class MicrosoftsPlaygroundIsTheJudge
{
    private static readonly BotSettings Settings = new BotSettings()
        .With("Teams:Enabled", "true")
        .With("Teams:AllowAnonymous", "true")
        .With("Routes:0:Teams", "team-id")
        .With("Services:ledger:Domain", "backend")
        .With("People:alex:Teams", "user-id-0")
        .WithPerson("alex", "backend-coordinator", "tech-lead-orchestrator", "user")
        .With("Responders:backend-coordinator:Teams", "alexw@example.com")
        .With("Responders:tech-lead-orchestrator:Teams", "meganb@example.com")
        .With("Responders:cloud-architect:Teams", "meganb@example.com")
        .With("Responders:user:Teams", "adelev@example.com");

    [Test]
    public async Task Install_help_declare_acknowledge_guide_escalate_decide()
    {
        await using var bot = await BotProcess.StartAsync(Settings);
        await using var playground = await PlaygroundServer.StartAsync(bot.Address);
        await using var browser = await Browser.StartAsync();
        await using var opened = await browser.OpenAsync(playground.Address, width: 1500);
        var page = opened.Page;
        await page.GotoAsync("/");

        // Installed: it says hello. Asked for help: it lists its commands.
        await Shows(page, "I am ChatOps");
        await page.Locator("[contenteditable=true][role=textbox]").First.ClickAsync();
        await page.Keyboard.TypeAsync("help");
        await page.Keyboard.PressAsync("Enter");
        await Shows(page, "declare <service>");
        await opened.ScreenshotAsync("teams-help");

        // An incident is declared in the channel and acknowledged by a button.
        await page.GetByLabel("My Team - General").ClickAsync();
        await SayAsync(page, "declare ledger it is slow");
        await Shows(page, "INC-1 is open for ledger");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Acknowledge" }).First.ClickAsync();
        await Shows(page, "alex has it");
        await opened.ScreenshotAsync("teams-acknowledged");

        // Guided, and up to the user.
        await SayAsync(page, "guide INC-1 roll back to 1.8.2");
        await Shows(page, "alex guided");
        await SayAsync(page, "escalate INC-1 redesign --yes");
        await bot.Client.IncidentWhenAsync("INC-1", incident => incident.Level == 3, TimeSpan.FromSeconds(30), "at Level 3");
        await SayAsync(page, "escalate INC-1 --yes");
        await Shows(page, "needs your decision");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keep investigating" }).First.ScrollIntoViewIfNeededAsync();
        await opened.ScreenshotAsync("teams-decision");

        // Decided by a button of the options.
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keep investigating" }).First.ClickAsync();
        await Wait.Until(async () => (await bot.Client.TimelineAsync("INC-1")).Any(entry => entry.Kind == "option-chosen"), TimeSpan.FromSeconds(30), "the decision", () => bot.Tail);
        await opened.ScreenshotAsync("teams-decided");

        Assert.That((await bot.Client.GetAsync("healthz/ready")).Body, Does.Contain("Teams:AllowAnonymous is on"), "the page warns of the open door");
        Assert.That(bot.Log, Has.Some.Contains("Teams:AllowAnonymous is on"));
    }

    /// <summary>A new post that mentions the bot.</summary>
    private static async Task SayAsync(IPage page, string text)
    {
        await page.Locator("[contenteditable=true][role=textbox]").First.ClickAsync();
        await page.Keyboard.TypeAsync("@Test");
        await page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Test Bot" }).First.ClickAsync();
        await page.Keyboard.TypeAsync(" " + text);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Post", Exact = true }).ClickAsync();
    }

    private static Task Shows(IPage page, string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();
}
