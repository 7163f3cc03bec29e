using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>
/// The bot as people run it: a process of its own, on a port and a database of its own, which survives <see cref="KillAsync"/>. At the
/// end of the test it is asked to end and must, and a line of its log at level error that the test did not expect fails the test.
/// </summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder;
    private readonly List<ChildProcess> runs = [];
    private readonly List<Regex> expectedErrors = [];
    private readonly Dictionary<string, string> environment;

    private BotProcess(BotSettings settings)
    {
        folder = new TemporaryFolder();
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        environment = new BotSettings()
            .With("Urls", Address.GetLeftPart(UriPartial.Authority))
            .With("Storage:ConnectionString", $"Data Source={folder.File("chatops.db")}")
            .With("Logging:Console:FormatterName", "json")
            .Values.Concat(settings.Values)
            .Concat(PlainBeside(settings))
            .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key.Replace(":", "__", StringComparison.Ordinal), group => group.Last().Value);
        Client = new BotClient(Address);
    }

    public Uri Address { get; }

    public BotClient Client { get; }

    /// <summary>The folder of its data.</summary>
    public string Data => folder.Path;

    public int Id => runs[^1].Id;

    /// <summary>What it has printed in all its runs.</summary>
    public IEnumerable<string> Log => runs.SelectMany(run => run.Output);

    public string Tail => runs[^1].Tail;

    /// <summary>Starts a bot and waits until it is ready.</summary>
    public static async Task<BotProcess> StartAsync(BotSettings settings)
    {
        var bot = new BotProcess(settings);
        try
        {
            await bot.StartAgainAsync();
            return bot;
        }
        catch
        {
            await bot.EndAsync();
            throw;
        }
    }

    /// <summary>Starts it on the data that it left, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var process = ChildProcess.Start(Built.Dotnet, [Built.Bot], environment, folder.Path);
        runs.Add(process);
        await Wait.Until(
            async () =>
            {
                if (process.HasExited)
                {
                    throw new AssertionException($"The bot ended at its start with exit code {await process.ExitedAsync(ReadyWithin)}. {process.Tail}");
                }

                return await Client.IsReadyAsync();
            },
            ReadyWithin,
            "the bot to be ready",
            () => process.Tail);
    }

    /// <summary>kill -9: no handler of it runs.</summary>
    public Task KillAsync() => runs[^1].KillAsync();

    /// <summary>Asks it to end, as an orchestrator does.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync() => runs[^1].StopAsync();

    /// <summary>Lines at level error that fit are part of the story.</summary>
    public void ExpectError(string pattern) => expectedErrors.Add(new Regex(pattern));

    public async ValueTask DisposeAsync()
    {
        var ended = runs[^1].HasExited;
        var exitCode = ended ? 0 : await StopAsync();
        var errors = Log.Where(IsError).Where(line => !expectedErrors.Exists(pattern => pattern.IsMatch(line))).ToArray();
        var tail = Tail;
        await EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(errors, Is.Empty, "The bot's log has errors that the test did not expect");
            Assert.That(exitCode, Is.Zero, $"The bot did not end cleanly. {tail}");
        });
    }

    // An endpoint of its own takes the place of Urls, so the plain address has to be one too.
    private IEnumerable<KeyValuePair<string, string>> PlainBeside(BotSettings settings) =>
        settings.Values.Keys.Any(key => key.StartsWith("Kestrel:Endpoints:", StringComparison.Ordinal)) ? [new("Kestrel:Endpoints:Plain:Url", Address.GetLeftPart(UriPartial.Authority))] : [];

    // JSON lines are the log; anything else on the streams is what the runtime says of an unhandled exception. A kill may cut the last line.
    private static bool IsError(string line)
    {
        if (!line.StartsWith('{'))
        {
            return line.StartsWith("Unhandled exception", StringComparison.Ordinal);
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("LogLevel").GetString() is "Error" or "Critical";
        }
        catch (JsonException) when (!line.EndsWith('}'))
        {
            return false;
        }
    }

    private async Task EndAsync()
    {
        foreach (var run in runs)
        {
            await run.DisposeAsync();
        }

        Client.Dispose();
        folder.Dispose();
    }
}
