using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Benchmarks;

/// <summary>When Alertmanager first called for each service.</summary>
internal sealed class SeenByWebhook : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private SeenByWebhook(Uri address)
    {
        Address = address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        _app = builder.Build();
        _app.MapPost("/", TakeAsync);
    }

    /// <summary>What it calls.</summary>
    public Uri Address { get; }

    public static async Task<SeenByWebhook> StartAsync()
    {
        var seen = new SeenByWebhook(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/")));
        await seen._app.StartAsync();
        return seen;
    }

    /// <summary>When it first called for this service, as a timestamp of <see cref="Stopwatch"/>; null: not yet.</summary>
    public long? At(string service) => _seen.TryGetValue(service, out var at) ? at : null;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var now = Stopwatch.GetTimestamp();
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        foreach (var alert in body.RootElement.GetProperty("alerts").EnumerateArray()) _seen.TryAdd(alert.GetProperty("labels").GetProperty("service").GetString()!, now);
    }
}
