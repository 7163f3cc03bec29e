using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Benchmarks.Slack;

namespace ChatOps.Benchmarks;

/// <summary>Debian's wrk, posting one alert, command or delivery a request over 32 connections; every one is different.</summary>
internal static partial class Wrk
{
    private const int Connections = 32;

    /// <param name="target">Where <c>/api/v2/alerts</c> is.</param>
    /// <param name="run">Makes the alerts of this run different from those of others.</param>
    /// <param name="services">Of how many services the alerts are; 0: each of its own.</param>
    /// <param name="duration">How long.</param>
    /// <returns>Accepted alerts a second.</returns>
    /// <exception cref="InvalidOperationException">The target refused some.</exception>
    public static async Task<double> RunAsync(Uri target, string run, int services, TimeSpan duration)
    {
        using var folder = new TemporaryFolder();
        var service = services == 0 ? "run .. \"-\" .. n" : string.Create(CultureInfo.InvariantCulture, $"(n % {services})");
        var script = folder.Write(
            "alerts.lua",
            $$"""
            local n, run = 0, "{{run}}"
            local headers = { ["Content-Type"] = "application/json" }
            request = function()
              n = n + 1
              local body = '[{"labels":{"alertname":"HighLatency","severity":"warning","service":"svc-' .. {{service}} ..
                '","instance":"' .. run .. '-' .. n .. '","job":"bench"},"annotations":{"summary":"p99 is 2.1 s, 0.5 s is the limit"},' ..
                '"generatorURL":"http://127.0.0.1:9090/graph"}]'
              return wrk.format("POST", "/api/v2/alerts", headers, body)
            end
            """);
        return await RunAsync(target, script, duration);
    }

    /// <summary>The same with signed slash commands, each sent once.</summary>
    /// <param name="target">Where <c>/slack/commands</c> is.</param>
    /// <param name="commands">What is sent.</param>
    /// <param name="duration">How long.</param>
    /// <returns>Acknowledged commands a second.</returns>
    /// <exception cref="InvalidOperationException">The target refused some.</exception>
    public static async Task<double> RunAsync(Uri target, SignedCommands commands, TimeSpan duration)
    {
        using var folder = new TemporaryFolder();
        return await RunAsync(target, folder.Write("commands.lua", commands.Script(folder.File("signatures"))), duration);
    }

    /// <summary>The same with a script of the caller's own.</summary>
    /// <param name="target">Where it is sent.</param>
    /// <param name="script">Writes the script into the folder that it is given, and names its file.</param>
    /// <param name="duration">How long.</param>
    /// <returns>Accepted requests a second.</returns>
    /// <exception cref="InvalidOperationException">The target refused some.</exception>
    public static async Task<double> RunAsync(Uri target, Func<TemporaryFolder, string> script, TimeSpan duration)
    {
        using var folder = new TemporaryFolder();
        return await RunAsync(target, script(folder), duration);
    }

    private static async Task<double> RunAsync(Uri target, string script, TimeSpan duration)
    {
        var seconds = ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var result = await Command.RunAsync(
            "wrk",
            ["-t1", string.Create(CultureInfo.InvariantCulture, $"-c{Connections}"), $"-d{seconds}s", "--timeout", "10s", "-s", script, target.ToString()],
            duration + TimeSpan.FromSeconds(30));
        var refused = Refused().Match(result.Output);
        if (result.ExitCode != 0 || refused.Success)
        {
            throw new InvalidOperationException($"wrk against {target}: {refused.Value} {result.Errors}");
        }

        return double.Parse(Rate().Match(result.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"Non-2xx or 3xx responses: \d+|Socket errors: .*")]
    private static partial Regex Refused();
}
