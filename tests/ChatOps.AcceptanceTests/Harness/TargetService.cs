using System.Diagnostics;
using System.Globalization;
using ChatOps.Servers;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>The small real service that is monitored: it can be killed, started again by a runbook's command, and broken for good.</summary>
internal sealed class TargetService : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder folder = new();
    private readonly TargetSettings settings;

    private TargetService()
    {
        settings = new TargetSettings(FreePort.Next(), folder.File("pid"), folder.File("broken"), TimeSpan.FromMinutes(30));
    }

    public int Port => settings.Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public Uri Health => new(Address, "health");

    /// <summary>The program and arguments that start it again, return once it is healthy, and need no environment.</summary>
    public IReadOnlyList<string> StartCommand => [Built.Dotnet, Built.Servers, .. settings.ToArguments(), "--background"];

    public static async Task<TargetService> StartAsync()
    {
        var service = new TargetService();
        await service.StartAgainAsync();
        return service;
    }

    public async Task StartAgainAsync()
    {
        await using var starter = ChildProcess.Start(StartCommand[0], StartCommand.Skip(1));
        Assert.That(await starter.ExitedAsync(Bound), Is.Zero, starter.Tail);
    }

    public async Task<bool> IsHealthyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        try
        {
            using var answer = await client.GetAsync(Health);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Kills the process, whoever started it last.</summary>
    public async Task KillAsync()
    {
        if (RunningProcess() is { } process)
        {
            using (process)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
    }

    /// <summary>Kills the process; from now on it dies at each start, so nothing that the bot can do mends it.</summary>
    public async Task BreakAsync()
    {
        await File.WriteAllTextAsync(settings.BrokenFile!, "");
        await KillAsync();
    }

    /// <summary>A start mends it again.</summary>
    public void Mend() => File.Delete(settings.BrokenFile!);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Dispose();
    }

    private Process? RunningProcess()
    {
        if (!File.Exists(settings.PidFile))
        {
            return null;
        }

        var id = int.Parse(File.ReadAllText(settings.PidFile), CultureInfo.InvariantCulture);
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
