using ChatOps.AcceptanceTests.Harness;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>A bot with the shipped people and services, and a browser that looks at it.</summary>
internal abstract class PageStory
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private Browser? browser;
    private BotProcess? bot;

    protected BotProcess Bot => bot!;

    /// <summary>How late everything is that page and bot tell each other, in each direction.</summary>
    protected virtual TimeSpan Lag => TimeSpan.Zero;

    protected virtual BotSettings Settings { get; } = new BotSettings().With("Storm:NewIncidentsPerMinute", "0");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        bot = await BotProcess.StartAsync(Settings);
        browser = await Browser.StartAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        if (bot is not null)
        {
            await bot.DisposeAsync();
        }
    }

    /// <summary>Opens a page and waits until keys and buttons work.</summary>
    protected async Task<BrowserPage> OpenAsync(string path = "/", int width = 1440, ColorScheme scheme = ColorScheme.Light, string? person = null)
    {
        var opened = await OpenEmptyAsync(width, scheme, person);
        await GoAsync(opened.Page, path);
        return opened;
    }

    /// <summary>A window that shows nothing yet.</summary>
    protected async Task<BrowserPage> OpenEmptyAsync(int width = 1440, ColorScheme scheme = ColorScheme.Light, string? person = null)
    {
        var opened = await browser!.OpenAsync(Bot.Address, width, scheme, Lag);
        if (person is not null)
        {
            await opened.Page.Context.AddCookiesAsync([new Cookie { Name = "chatops-person", Value = person, Url = Bot.Address.ToString() }]);
        }

        return opened;
    }

    /// <summary>Goes to another page; returns when it follows the bot.</summary>
    protected static async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("html[data-live]")).ToHaveCountAsync(1);
    }
}
