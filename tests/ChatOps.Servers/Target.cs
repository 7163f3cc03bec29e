using System.Diagnostics;
using System.Globalization;

namespace ChatOps.Servers;

/// <summary>
/// A service such as every company has a hundred of: it is well while its process lives. <c>/health</c> answers 200,
/// <c>/metrics</c> what Prometheus scrapes.
/// </summary>
internal static class Target
{
    public static async Task<int> RunAsync(TargetSettings settings, CancellationToken cancellation)
    {
        if (settings.BrokenFile is not null && File.Exists(settings.BrokenFile))
        {
            await Console.Error.WriteLineAsync("fatal: cannot load configuration: db.password is empty");
            return 3;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        await using var app = builder.Build();
        var started = Stopwatch.GetTimestamp();
        var checks = 0L;
        app.MapGet("/health", () =>
        {
            Interlocked.Increment(ref checks);
            return "ok";
        });
        app.MapGet("/metrics", () => string.Create(CultureInfo.InvariantCulture, $"""
            # TYPE target_health_checks_total counter
            target_health_checks_total {Interlocked.Read(ref checks)}
            # TYPE target_uptime_seconds gauge
            target_uptime_seconds {Stopwatch.GetElapsedTime(started).TotalSeconds:F3}

            """));

        await app.StartAsync(cancellation);
        if (settings.PidFile is not null)
        {
            await WritePidAsync(settings.PidFile, cancellation);
        }

        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        life.CancelAfter(settings.Lifetime);
        await app.WaitForShutdownAsync(life.Token);
        return 0;
    }

    // Whoever reads the file sees the whole number or the former one.
    private static async Task WritePidAsync(string path, CancellationToken cancellation)
    {
        var temporary = path + ".new";
        await File.WriteAllTextAsync(temporary, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), cancellation);
        File.Move(temporary, path, overwrite: true);
    }
}
