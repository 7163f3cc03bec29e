using ChatOps.Bot.Configuration;
using ChatOps.Bot.Health;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatOps.Bot;

/// <summary>The program as a value: built, started, asked for its addresses, stopped. Several can run in one process.</summary>
public sealed class ChatOpsApp : IAsyncDisposable
{
    private readonly WebApplication _web;

    private ChatOpsApp(WebApplication web) => _web = web;

    /// <summary>What the program is made of.</summary>
    public IServiceProvider Services => _web.Services;

    /// <summary>Where it listens, with the ports it really got; empty before <see cref="StartAsync"/>.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.Select(address => new Uri(address)) ?? []];

    /// <summary>Reads the configuration and puts the program together. Nothing runs yet.</summary>
    public static ChatOpsApp Build(Launch launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        var configuration = SettingsSources.Read(launch);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ChatOpsApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = SettingsSources.EnvironmentName(launch),
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddConfiguration(configuration.GetSection("Logging")).AddReadableConsole();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(context.Configuration.GetSection("Kestrel"));
        });
        builder.WebHost.UseUrls(configuration["Urls"] ?? "http://127.0.0.1:8080");
        builder.Services.AddSingleton(launch.Time);
        builder.Services.AddRouting();
        launch.Services?.Invoke(builder.Services);

        var web = builder.Build();
        web.UseRouting();
        web.MapHealth();
        return new ChatOpsApp(web);
    }

    /// <summary>Starts it; returns when it listens.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _web.StartAsync(cancellationToken);

    /// <summary>Waits until somebody asks it to end (Ctrl-C, SIGTERM, <see cref="StopAsync"/>).</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _web.WaitForShutdownAsync(cancellationToken);

    /// <summary>Ends it: no new request, what was accepted stays on disk.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _web.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
