using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>
/// Debian's Chromium without a window. One browser serves all tests; each <see cref="BrowserPage"/> has a profile of its own.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    // A machine with two busy cores takes its time; what a story says of speed it measures itself.
    private const float Patience = 20_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static async Task<Browser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = Arguments,
        });
        return new Browser(playwright, browser);
    }

    /// <param name="origin">The one origin that the page may ask; requests to others are refused and kept.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="lag">How late everything is that page and bot tell each other, in each direction.</param>
    public async Task<BrowserPage> OpenAsync(Uri origin, int width = 1440, ColorScheme scheme = ColorScheme.Light, TimeSpan lag = default)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = origin.ToString(),
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        var opened = await BrowserPage.OpenAsync(context, origin);
        if (lag > TimeSpan.Zero)
        {
            await SlowLine.PutBeforeAsync(opened.Page, lag);
        }

        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
