using System.Diagnostics;

namespace ChatOps.Servers;

/// <summary>
/// Starts a <see cref="Target"/> that outlives the caller: in a session of its own, holding none of the caller's streams, so that a
/// runbook's <c>command</c> step can call it, end, and leave the service running.
/// </summary>
internal static class BackgroundTarget
{
    private static readonly TimeSpan HealthyWithin = TimeSpan.FromSeconds(10);

    public static async Task<int> StartAsync(TargetSettings settings, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/usr/bin/setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Environment.ProcessPath!, typeof(Target).Assembly.Location, .. settings.ToArguments()])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{settings.Port}") };
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < HealthyWithin)
        {
            if (process.HasExited)
            {
                await Console.Error.WriteLineAsync($"the service ended at once, exit code {process.ExitCode}: {await process.StandardError.ReadToEndAsync(cancellation)}");
                return 1;
            }

            if (await IsHealthyAsync(client, cancellation))
            {
                Console.WriteLine($"the service answers on port {settings.Port}, process {process.Id}");
                return 0;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        await Console.Error.WriteLineAsync($"the service did not answer within {HealthyWithin.TotalSeconds} s");
        process.Kill();
        return 1;
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
