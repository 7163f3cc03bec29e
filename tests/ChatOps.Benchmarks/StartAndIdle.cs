using System.Diagnostics;
using System.Globalization;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.Benchmarks;

/// <summary>The published build: from the start of the process to its first "ready", and what it holds ten seconds later.</summary>
internal static class StartAndIdle
{
    private const int Rounds = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        var published = await Command.RunAsync(
            Built.Dotnet,
            ["publish", Path.Combine(Built.Root, "bot", "ChatOps.Bot"), "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-o", folder.Path, "-v", "quiet"],
            TimeSpan.FromMinutes(5));
        if (published.ExitCode != 0)
        {
            throw new InvalidOperationException(published.Output + published.Errors);
        }

        var times = new List<double>();
        var memory = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            using var data = new TemporaryFolder();
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/");
            using var client = new BotClient(new Uri(address));
            var began = Stopwatch.GetTimestamp();
            await using var process = ChildProcess.Start(
                Path.Combine(folder.Path, "ChatOps.Bot"),
                [$"--Urls={address}", $"--Storage:ConnectionString=Data Source={data.File("chatops.db")}"],
                folder: data.Path);
            await ReadyAsync(client);
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            using var idle = new PeriodicTimer(Idle);
            await idle.WaitForNextTickAsync();
            memory.Add(Memory.ResidentOf(process.Id));
        }

        report.Add(
            "published build: start to ready",
            string.Create(CultureInfo.InvariantCulture, $"{IntakeRate.Median(times):0.00} s"),
            "–",
            "under 1.2 s");
        report.Add(
            "published build: idle memory",
            string.Create(CultureInfo.InvariantCulture, $"{IntakeRate.Median(memory):0} MB"),
            "–",
            "under 140 MB");
    }

    // Asked every few milliseconds: a pause as long as the harness's would be a part of the figure.
    private static async Task ReadyAsync(BotClient client)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await tick.WaitForNextTickAsync())
        {
            try
            {
                if (await client.IsReadyAsync())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }
}
