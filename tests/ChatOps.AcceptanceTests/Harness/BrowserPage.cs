using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>
/// A page in a profile of its own. It keeps what the page asked of other origins and what it wrote to the console as an error; how it
/// stood at the end of the test is left as a picture in TestResults/screenshots.
/// </summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> foreignRequests = new();
    private readonly ConcurrentQueue<string> errors = new();

    private BrowserPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Addresses outside the bot's own origin that the page asked for; they were refused.</summary>
    public IReadOnlyCollection<string> ForeignRequests => foreignRequests;

    /// <summary>Errors of scripts and of the console.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    internal static async Task<BrowserPage> OpenAsync(IBrowserContext context, Uri origin)
    {
        var opened = new BrowserPage(context, await context.NewPageAsync());
        await context.RouteAsync("**/*", route => opened.PassAsync(route, origin));
        opened.Page.PageError += (_, error) => opened.errors.Enqueue(error);
        opened.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                opened.errors.Enqueue(message.Text);
            }
        };
        return opened;
    }

    /// <summary>What axe-core finds that is serious or critical, one line each.</summary>
    public async Task<IReadOnlyList<string>> SeriousAccessibilityFindingsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Built.Root, "tests", "npm", "node_modules", "axe-core", "axe.min.js")));
        var result = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations");
        return
        [
            .. from violation in result.EnumerateArray()
               where violation.GetProperty("impact").GetString() is "serious" or "critical"
               from node in violation.GetProperty("nodes").EnumerateArray()
               select $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()}: {node.GetProperty("html").GetString()}",
        ];
    }

    /// <returns>The picture's file below TestResults.</returns>
    public async Task<string> ScreenshotAsync(string name, bool fullPage = false)
    {
        var path = Path.Combine(Built.Root, "TestResults", "screenshots", name + ".png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = fullPage });
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ScreenshotAsync(FileName(TestContext.CurrentContext.Test.FullName));
        }
        catch (PlaywrightException)
        {
            // A page that has crashed has no picture; the test tells of the crash.
        }

        await context.DisposeAsync();
    }

    private static string FileName(string test) => string.Concat(test.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));

    private async Task PassAsync(IRoute route, Uri origin)
    {
        var address = new Uri(route.Request.Url);
        if (address.Scheme is "data" or "blob" || address.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority))
        {
            await route.ContinueAsync();
            return;
        }

        foreignRequests.Enqueue(route.Request.Url);
        await route.AbortAsync();
    }
}
