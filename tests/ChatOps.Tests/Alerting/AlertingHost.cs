using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ChatOps.Alerting;
using ChatOps.Alerting.Sns;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace ChatOps.Tests.Alerting;

/// <summary>The alert endpoints on a real Kestrel, with an intake that only remembers.</summary>
internal sealed class AlertingHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 4, 5, TimeSpan.Zero);

    private readonly WebApplication _web;
    private readonly ErrorLog _errors;

    private AlertingHost(WebApplication web, ErrorLog errors, HttpClient client)
    {
        _web = web;
        _errors = errors;
        Client = client;
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time => (FakeTimeProvider)_web.Services.GetRequiredService<TimeProvider>();

    public IIntake Intake { get; private init; } = null!;

    public IAlertReader Alerts { get; private init; } = null!;

    public ISilences Silences { get; private init; } = null!;

    /// <summary>What stands in for Amazon's hosts.</summary>
    public IAmazonFetch Amazon { get; private init; } = null!;

    public SourceArrivals Arrivals => _web.Services.GetRequiredService<SourceArrivals>();

    public SourceTraffic Traffic => _web.Services.GetRequiredService<SourceTraffic>();

    /// <summary>What the intake was given, in order.</summary>
    public List<Alert> Accepted { get; private init; } = null!;

    /// <param name="sources">The configured senders.</param>
    public static Task<AlertingHost> StartAsync(params AlertSource[] sources) => StartAsync(null, sources);

    /// <param name="map">Maps further paths.</param>
    /// <param name="sources">The configured senders.</param>
    public static async Task<AlertingHost> StartAsync(Action<WebApplication>? map, params AlertSource[] sources)
    {
        var accepted = new List<Alert>();
        var intake = Substitute.For<IIntake>();
        intake.AcceptAsync(Arg.Any<IReadOnlyList<Alert>>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            lock (accepted) accepted.AddRange(call.Arg<IReadOnlyList<Alert>>());
            return new AlertReceipt(call.Arg<IReadOnlyList<Alert>>().Count, [new IncidentId(7)]);
        });
        var alerts = Substitute.For<IAlertReader>();
        alerts.ListFiringAsync(Arg.Any<CancellationToken>()).Returns([]);
        alerts.FindAsync(Arg.Any<Alert>(), Arg.Any<CancellationToken>()).Returns((StoredAlert?)null);
        var silences = Substitute.For<ISilences>();
        silences.ListAsync(Arg.Any<CancellationToken>()).Returns([]);
        silences.FindAsync(Arg.Any<string>(), Arg.Any<CancellationToken>()).Returns((Silence?)null);
        silences.PutAsync(Arg.Any<SilenceDraft>(), Arg.Any<Actor>(), Arg.Any<CancellationToken>()).Returns((Silence?)null);
        silences.ExpireAsync(Arg.Any<string>(), Arg.Any<Actor>(), Arg.Any<CancellationToken>()).Returns((Silence?)null);

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var errors = new ErrorLog();
        builder.Services.AddRouting().AddLogging(logging => logging.AddProvider(errors));
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now)).AddSingleton(intake).AddSingleton(alerts).AddSingleton(silences);
        var amazon = Substitute.For<IAmazonFetch>();
        builder.Services.AddAlerting(sources).AddSingleton(amazon);
        var web = builder.Build();
        web.UseRouting();
        web.MapAlerting();
        map?.Invoke(web);
        await web.StartAsync();
        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(web, errors, new HttpClient { BaseAddress = new Uri(address) }) { Intake = intake, Alerts = alerts, Silences = silences, Amazon = amazon, Accepted = accepted };
    }

    public Task<Reply> PostAsync(string path, string body, string? contentType = "application/json", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), contentType, headers);

    public Task<Reply> PostAsync(string path, byte[] body) => SendAsync(HttpMethod.Post, path, body, "application/json");

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, null, headers);

    public async Task<Reply> SendAsync(HttpMethod method, string path, byte[]? body = null, string? contentType = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new ByteArrayContent(body) };
        if (contentType is not null) request.Content!.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString(),
            await response.Content.ReadAsStringAsync(),
            response.Headers.RetryAfter?.Delta,
            string.Join(',', response.Content.Headers.Allow));
    }

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    public static (string Name, string Value) Bearer(string token) => ("Authorization", $"Bearer {token}");

    public static (string Name, string Value) Basic(string user, string password) =>
        ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))).ToString());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _web.DisposeAsync();
        Assert.That(_errors.Lines, Is.Empty, "The server logged errors");
    }
}

internal sealed record Reply(int Status, string? ContentType, string Body, TimeSpan? RetryAfter, string Allow);

/// <summary>Remembers lines at level error: what no handler caught ends there.</summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _lines.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
