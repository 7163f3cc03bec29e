using System.Diagnostics.Metrics;
using ChatOps.Bot.Cli;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace ChatOps.Bot.Telemetry;

/// <summary>Metrics at <c>/metrics</c>, in Prometheus text.</summary>
internal static class TelemetrySetup
{
    /// <summary>The one meter of the bot; whoever measures creates it from the instance's <see cref="IMeterFactory"/>.</summary>
    public const string MeterName = "ChatOps";

    private const string Path = "/metrics";

    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<BotMetrics>();
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("chatops", serviceVersion: VersionCommand.Version, autoGenerateServiceInstanceId: false)).WithMetrics(metrics =>
        {
            metrics.AddMeter(MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0);
            // A listener hears every meter of its name in the process; several bots run in one in tests, and each tells of itself alone.
            if (metrics is IDeferredMeterProviderBuilder deferred)
            {
                deferred.Configure((provider, builder) =>
                {
                    var own = provider.GetRequiredService<IMeterFactory>();
                    builder.AddView(instrument => ReferenceEquals(instrument.Meter.Scope, own) ? null : MetricStreamConfiguration.Drop);
                });
            }
        });
    }

    public static void MapTelemetry(this WebApplication web)
    {
        // The figures of storage are read before the exporter collects, because a collection cannot wait.
        var metrics = new Lazy<BotMetrics>(web.Services.GetRequiredService<BotMetrics>);
        web.MapWhen(context => context.Request.Path == Path, branch =>
        {
            branch.Use(async (context, next) =>
            {
                await metrics.Value.RefreshAsync(context.RequestAborted).ConfigureAwait(false);
                await next(context).ConfigureAwait(false);
            });
            branch.UseOpenTelemetryPrometheusScrapingEndpoint(Path);
        });
    }
}
