using System.Net;
using ChatOps.Alerting;
using ChatOps.Alerting.Receiving;
using ChatOps.Bot.Answers;
using ChatOps.Bot.Api;
using ChatOps.Bot.Auth;
using ChatOps.Bot.Cli;
using ChatOps.Bot.Configuration;
using ChatOps.Bot.Dashboard;
using ChatOps.Bot.Deadlines;
using ChatOps.Bot.Delivery;
using ChatOps.Bot.Health;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Intake;
using ChatOps.Bot.Recovery;
using ChatOps.Bot.Telemetry;
using ChatOps.Core.Masking;
using ChatOps.Core.Messages;
using ChatOps.GitHub;
using ChatOps.Slack;
using ChatOps.Slack.AlertChannels;
using ChatOps.Storage;
using ChatOps.Teams;
using ChatOps.Teams.AlertCards;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ChatOps.Bot;

/// <summary>The program as a value: built, started, asked for its addresses, stopped. Several can run in one process.</summary>
public sealed class ChatOpsApp : IAsyncDisposable
{
    private readonly WebApplication _web;

    private readonly IReadOnlyList<string> _warnings;

    private ChatOpsApp(WebApplication web, IReadOnlyList<string> warnings) => (_web, _warnings) = (web, warnings);

    /// <summary>What the program is made of.</summary>
    public IServiceProvider Services => _web.Services;

    /// <summary>Where it listens, with the ports it really got; empty before <see cref="StartAsync"/>.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.Select(address => new Uri(address)) ?? []];

    /// <summary>Reads the configuration and puts the program together. Nothing runs yet.</summary>
    /// <exception cref="InvalidConfigurationException">The configuration holds mistakes; all of them are named.</exception>
    public static ChatOpsApp Build(Launch launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        var findings = new Findings();
        var sources = SettingsSources.Read(launch, findings);
        var settings = Settings.Read(sources, findings);
        var runbooks = Runbooks.Read(settings, launch.Time, findings);
        findings.ThrowIfWrong();
        var configuration = sources.Configuration;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ChatOpsApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = SettingsSources.EnvironmentName(launch),
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddReadableConsole(configuration);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            // A source is known by its certificate's fingerprint, whoever issued it.
            if (settings.Sources.Any(source => source.Source.Certificates.Count > 0))
            {
                kestrel.ConfigureHttpsDefaults(https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
            }

            kestrel.Configure(context.Configuration.GetSection("Kestrel"));
        });
        if (settings.Listen.Urls is { } urls) builder.WebHost.UseUrls(urls);
        builder.Services.AddRouting();
        AddParts(builder, settings, runbooks, launch.Time);
        launch.Services?.Invoke(builder.Services);

        var web = builder.Build();
        UseProxies(web, settings.Listen.KnownProxies);
        web.MapTelemetry();
        web.UseBrowserCheck();
        web.UseRouting();
        web.UseCallers();
        web.UseApiNotFound();
        web.MapSignIn();
        web.MapApi();
        web.MapHealth();
        web.MapAlerting();
        web.MapForeignAlerts("/webhooks/slack", SourceKind.Slack, web.Services.GetRequiredService<SlackWebhook>().TakeAsync, SlackWebhook.RefuseAsync);
        web.MapForeignAlerts("/webhooks/teams", SourceKind.Teams, web.Services.GetRequiredService<TeamsWebhook>().TakeAsync, TeamsWebhook.RefuseAsync);
        web.MapSlack();
        web.MapTeams();
        web.MapGitHub();
        web.MapDashboard();
        return new ChatOpsApp(web, findings.Warnings);
    }

    private static void AddParts(WebApplicationBuilder builder, Settings settings, Runbooks runbooks, TimeProvider time)
    {
        var services = builder.Services;
        services.AddSingleton(time).AddSingleton(settings).AddSingleton(settings.Roster);
        services.AddSingleton(new SecretMask(settings.Secrets)).AddSingleton(new MessageContext(settings.DisplayZone, settings.Listen.LinkBase));
        services.AddStorage(settings.Storage);
        services.AddAnswers();
        services.AddIntake();
        services.AddRecovery(runbooks);
        services.AddDelivery(settings.Platforms);
        services.AddDeadlines(time);
        services.AddAlerting(settings.Sources.Select(source => source.Source));
        AddPlatforms(services, settings, runbooks.GitHub);
        services.AddCallers(settings);
        services.AddApi();
        services.AddTelemetry();
        services.AddHealth();
        builder.AddDashboard();
    }

    private static void AddPlatforms(IServiceCollection services, Settings settings, GitHubApi? github)
    {
        services.AddSingleton<SlackWebhook>().AddSingleton<TeamsWebhook>();
        if (settings.Slack is { } slack)
        {
            services.AddSlack(slack);
            services.AddSlackInputs(slack);
            if (slack.AppToken is not null) services.AddSingleton<IHealthPart, SocketModeHealth>();
        }

        if (settings.Teams is { } teams)
        {
            services.AddTeams(teams);
            services.AddTeamsInputs();
            if (teams.AllowAnonymous) services.AddSingleton<IHealthPart, TeamsEmulatorNotice>();
        }

        if (github is not null)
        {
            services.AddGitHub(github);
            services.AddGitHubInputs();
        }
    }

    /// <summary>Starts it; returns when it listens.</summary>
    /// <exception cref="NewerDatabaseException">A newer ChatOps wrote the database.</exception>
    /// <exception cref="DatabaseInUseException">Another ChatOps runs on the database.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        foreach (var warning in _warnings) _web.Logger.LogWarning("{Warning}", warning);
        await StorageSetup.OpenAsync(Services.GetRequiredService<Database>(), cancellationToken).ConfigureAwait(false);
        await _web.StartAsync(cancellationToken).ConfigureAwait(false);
        _web.Logger.LogInformation("ChatOps {Version} listens on {Addresses}", VersionCommand.Version, string.Join(", ", Addresses.Select(address => address.GetLeftPart(UriPartial.Authority))));
    }

    /// <summary>Waits until somebody asks it to end (Ctrl-C, SIGTERM, <see cref="StopAsync"/>).</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _web.WaitForShutdownAsync(cancellationToken);

    /// <summary>Ends it: no new request, what was accepted stays on disk.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _web.StopAsync(cancellationToken);

    private static void UseProxies(WebApplication web, IReadOnlyList<IPAddress> proxies)
    {
        if (proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies) options.KnownProxies.Add(proxy);
        web.UseForwardedHeaders(options);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
