using ChatOps.Alerting.AlertmanagerApi;
using ChatOps.Alerting.AlertmanagerWebhook;
using ChatOps.Alerting.CloudEvents;
using ChatOps.Alerting.Generic;
using ChatOps.Alerting.Grafana;
using ChatOps.Alerting.Mapping;
using ChatOps.Alerting.PagerDuty;
using ChatOps.Alerting.Receiving;
using ChatOps.Alerting.Sns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Alerting;

/// <summary>Puts the alert formats into the program.</summary>
public static class AlertingSetup
{
    internal const string ChangePath = "/v2/change/enqueue";

    // Shorter than the tools' own time-outs; Sentry gives up after a second, and sends nothing more after a thousand times.
    private static readonly TimeSpan ToolsPatience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan SentrysPatience = TimeSpan.FromMilliseconds(600);

    // Tools that send nothing twice, whatever they are answered.
    private static readonly (string Path, SourceKind Kind)[] MappedPaths =
    [
        ("/webhooks/mapped", SourceKind.Mapping), ("/webhooks/datadog", SourceKind.Datadog), ("/webhooks/sentry", SourceKind.Sentry),
        ("/webhooks/uptimekuma", SourceKind.UptimeKuma), ("/webhooks/healthchecks", SourceKind.Healthchecks), ("/webhooks/zabbix", SourceKind.Zabbix),
        ("/webhooks/jenkins", SourceKind.Jenkins), ("/webhooks/gitlab", SourceKind.GitLab), ("/webhooks/kibana", SourceKind.Kibana),
    ];

    /// <summary>Adds what <see cref="MapAlerting"/> needs beside <c>IIntake</c>, <c>IAlertReader</c>, <c>ISilences</c> and <see cref="TimeProvider"/>.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="sources">The configured senders; none: everything on this machine may send.</param>
    public static IServiceCollection AddAlerting(this IServiceCollection services, IEnumerable<AlertSource> sources)
    {
        var all = sources.ToArray();
        services.AddSingleton(provider => new SourceCheck(all, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SourceTraffic>().AddSingleton<SourceArrivals>().AddSingleton<Door>();
        services.AddSingleton<AlertsPost>().AddSingleton<AlertsGet>().AddSingleton<SilenceEndpoints>().AddSingleton<StatusEndpoints>();
        services.AddSingleton<WebhookPost>().AddSingleton<AlertPost>().AddSingleton<GrafanaPost>().AddSingleton<EnqueuePost>().AddSingleton<ChangePost>().AddSingleton<MappedPost>().AddSingleton<CloudEventsPost>();
        services.AddSingleton<IAmazonFetch, AmazonFetch>().AddSingleton<SnsCertificates>().AddSingleton<SnsPost>();
        return services;
    }

    /// <summary>Maps <c>/api/v2/</c> (Alertmanager's API), Alertmanager's probes, <c>/v2/enqueue</c>, <c>/v2/change/enqueue</c> and the webhooks of <c>docs/sources.md</c>.</summary>
    public static void MapAlerting(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A sender is known by its own secret (SourceCheck): sign-in, pages and cookies are nothing to it, and an alert does not pass through them.
        var group = endpoints.MapGroup("");
        group.ShortCircuit();
        MapDoors(group, endpoints.ServiceProvider);
    }

    private static void MapDoors(IEndpointRouteBuilder endpoints, IServiceProvider services)
    {
        var door = services.GetRequiredService<Door>();
        MapApi(endpoints, services, door);
        endpoints.MapPost("/webhooks/alertmanager", door.For(AnswerStyle.Problems, SourceKind.Alertmanager, services.GetRequiredService<WebhookPost>().TakeAsync));
        endpoints.MapPost("/webhooks/alert", door.For(AnswerStyle.Problems, SourceKind.Alert, services.GetRequiredService<AlertPost>().TakeAsync));
        endpoints.MapMethods("/webhooks/grafana", [HttpMethods.Post, HttpMethods.Put], door.For(AnswerStyle.Problems, SourceKind.Grafana, services.GetRequiredService<GrafanaPost>().TakeAsync));
        endpoints.MapPost("/v2/enqueue", door.For(PagerDutyAnswers.Instance, SourceKind.PagerDuty, services.GetRequiredService<EnqueuePost>().TakeAsync, body => new BodyProof(Token: PagerDutyEvent.RoutingKeyOf(body.Span))));
        endpoints.MapPost(ChangePath, door.For(PagerDutyAnswers.Instance, SourceKind.PagerDuty, services.GetRequiredService<ChangePost>().TakeAsync, body => new BodyProof(Token: PagerDutyEvent.RoutingKeyOf(body.Span))));
        endpoints.MapPost("/webhooks/cloudevents", door.For(AnswerStyle.Problems, SourceKind.CloudEvents, services.GetRequiredService<CloudEventsPost>().TakeAsync));
        endpoints.MapMethods("/webhooks/cloudevents", [HttpMethods.Options], door.For(AnswerStyle.Problems, SourceKind.CloudEvents, CloudEventsPost.AllowAsync, carries: Carries.Nothing));
        endpoints.MapPost("/webhooks/sns", door.For(AnswerStyle.Problems, SourceKind.Sns, services.GetRequiredService<SnsPost>().TakeAsync, body => new BodyProof(Topic: SnsMessage.TopicOf(body.Span))));
        var mapped = services.GetRequiredService<MappedPost>();
        foreach (var (path, kind) in MappedPaths)
        {
            endpoints.MapMethods(path, [HttpMethods.Post, HttpMethods.Put], door.For(AnswerStyle.Problems, kind, mapped.For(kind), waits: kind == SourceKind.Sentry ? SentrysPatience : ToolsPatience));
        }

        // The one tool that can be set to GET.
        endpoints.MapGet("/webhooks/uptimekuma", door.For(AnswerStyle.Problems, SourceKind.UptimeKuma, mapped.For(SourceKind.UptimeKuma), waits: ToolsPatience, carries: Carries.InQuery));
    }

    private static void MapApi(IEndpointRouteBuilder endpoints, IServiceProvider services, Door door)
    {
        var alerts = services.GetRequiredService<AlertsGet>();
        var silences = services.GetRequiredService<SilenceEndpoints>();
        var status = services.GetRequiredService<StatusEndpoints>();
        RequestDelegate Behind(Taking take) => door.For(ApiAnswers.Instance, SourceKind.Prometheus, take, carries: Carries.Nothing);

        endpoints.MapPost("/api/v2/alerts", door.For(ApiAnswers.Instance, SourceKind.Prometheus, services.GetRequiredService<AlertsPost>().TakeAsync));
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
