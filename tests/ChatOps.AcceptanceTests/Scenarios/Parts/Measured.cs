using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>A real Prometheus that scrapes what the scenarios of a run measure, every second.</summary>
internal sealed class Measured : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<double>> gauges = new();
    private readonly HttpListener listener = new();
    private readonly Task answering;
    private PrometheusServer prometheus = null!;

    private Measured(int port)
    {
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        listener.Start();
        answering = Task.Factory.StartNew(Answer, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Its part of the bot's configuration.</summary>
    public BotSettings Settings => new BotSettings().With("Prometheus:Url", prometheus.Address.ToString());

    public static async Task<Measured> StartAsync()
    {
        var port = FreePort.Next();
        var measured = new Measured(port);
        measured.prometheus = await PrometheusServer.StartAsync([new ScrapeJob("scenarios", port)], [], FreePort.NobodyThere());
        return measured;
    }

    /// <summary>Measures the length of a queue from now on, and waits until Prometheus has seen it.</summary>
    /// <returns>The query for it.</returns>
    public async Task<string> QueueAsync(string name, Func<double> length)
    {
        gauges[name] = length;
        var query = $"jobs_waiting{{queue=\"{name}\"}}";
        using var client = new HttpClient();
        await Wait.Until(
            async () => (await client.GetStringAsync(new Uri(prometheus.Address, $"api/v1/query?query={Uri.EscapeDataString(query)}"))).Contains("\"value\"", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30),
            $"Prometheus to scrape {name}",
            () => prometheus.Tail);
        return query;
    }

    public async ValueTask DisposeAsync()
    {
        await prometheus.DisposeAsync();
        listener.Stop();
        await answering;
        listener.Close();
    }

    /// <summary>On a thread of its own: a scrape is given up after a second, whatever else the run is busy with.</summary>
    private void Answer()
    {
        try
        {
            while (true) Answer(listener.GetContext());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It was ended.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        try
        {
            var text = string.Concat(gauges.Select(gauge => string.Create(CultureInfo.InvariantCulture, $"jobs_waiting{{queue=\"{gauge.Key}\"}} {gauge.Value()}\n")));
            context.Response.ContentType = "text/plain; version=0.0.4";
            context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException)
        {
            // This scrape was given up; the next one comes in a second.
        }
    }
}
