using ChatOps.Alerting.AlertmanagerApi;
using ChatOps.Alerting.AlertmanagerWebhook;
using ChatOps.Alerting.Generic;
using ChatOps.Alerting.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Alerting;

/// <summary>Puts the alert formats into the program.</summary>
public static class AlertingSetup
{
    /// <summary>Adds what <see cref="MapAlerting"/> needs beside <c>IIntake</c>, <c>IAlertReader</c>, <c>ISilences</c> and <see cref="TimeProvider"/>.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="sources">The configured senders; none: everything on this machine may send.</param>
    public static IServiceCollection AddAlerting(this IServiceCollection services, IEnumerable<AlertSource> sources)
    {
        var all = sources.ToArray();
        services.AddSingleton(provider => new SourceCheck(all, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Door>();
        services.AddSingleton<AlertsPost>().AddSingleton<AlertsGet>().AddSingleton<SilenceEndpoints>().AddSingleton<StatusEndpoints>();
        services.AddSingleton<WebhookPost>().AddSingleton<AlertPost>();
        return services;
    }

    /// <summary>Maps <c>/api/v2/</c> (Alertmanager's API), <c>/webhooks/alertmanager</c>, <c>/webhooks/alert</c> and Alertmanager's probes.</summary>
    public static void MapAlerting(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var door = services.GetRequiredService<Door>();
        MapApi(endpoints, services, door);
        endpoints.MapPost("/webhooks/alertmanager", door.For(AnswerStyle.Problems, SourceKind.Alertmanager, services.GetRequiredService<WebhookPost>().TakeAsync));
        endpoints.MapPost("/webhooks/alert", door.For(AnswerStyle.Problems, SourceKind.Alert, services.GetRequiredService<AlertPost>().TakeAsync));
    }

    private static void MapApi(IEndpointRouteBuilder endpoints, IServiceProvider services, Door door)
    {
        var alerts = services.GetRequiredService<AlertsGet>();
        var silences = services.GetRequiredService<SilenceEndpoints>();
        var status = services.GetRequiredService<StatusEndpoints>();
        RequestDelegate Behind(Taking take) => door.For(ApiAnswers.Instance, SourceKind.Prometheus, take);

        endpoints.MapPost("/api/v2/alerts", Behind(services.GetRequiredService<AlertsPost>().TakeAsync));
        endpoints.MapGet("/api/v2/alerts", Behind(alerts.ListAsync));
        endpoints.MapGet("/api/v2/alerts/groups", Behind(alerts.GroupsAsync));
        endpoints.MapGet("/api/v2/receivers", Behind(StatusEndpoints.ReceiversAsync));
        endpoints.MapGet("/api/v2/status", Behind(status.StatusAsync));
        endpoints.MapPost("/api/v2/silences", Behind(silences.PutAsync));
        endpoints.MapGet("/api/v2/silences", Behind(silences.ListAsync));
        endpoints.MapGet("/api/v2/silence/{id}", Behind(silences.GetAsync));
        endpoints.MapDelete("/api/v2/silence/{id}", Behind(silences.ExpireAsync));
        endpoints.Map("/api/v2/{**rest}", StatusEndpoints.ElseAsync);
        endpoints.Map("/api/v1/{**rest}", StatusEndpoints.GoneAsync);
        endpoints.MapGet("/-/healthy", StatusEndpoints.OkAsync);
        endpoints.MapGet("/-/ready", StatusEndpoints.OkAsync);
    }
}
