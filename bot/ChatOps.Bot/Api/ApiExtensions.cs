using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Auth;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatOps.Bot.Api;

internal static class ApiExtensions
{
    private static readonly TimeSpan StorageAway = TimeSpan.FromSeconds(5);

    /// <summary>Adds what the JSON API needs.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer(DescribeAll).AddSchemaTransformer(DescribeOwnTypes));
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            // Numbers are numbers, and the description says so.
            http.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // Challenges have proper names (docs/protocol.md, section 3), the same here, in configuration and in runbooks; all other words are camel case.
            http.SerializerOptions.Converters.Add(new JsonStringEnumConverter<Challenge>());
            http.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            http.SerializerOptions.Converters.Add(new UtcTimeConverter());
        });
    }

    /// <summary>Maps the JSON API under <c>/api</c> and its description.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter(AwayAsync);
        api.MapIncidents();
        api.MapStatistics();
        api.MapCommands();
        routes.MapOpenApi("/openapi/{documentName}.json").Requires(TokenScope.Read);
    }

    /// <summary>Says in JSON that a path of the API leads nowhere; stands after routing.</summary>
    public static void UseApiNotFound(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint() is null && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? Problem.Of(StatusCodes.Status404NotFound, $"There is nothing at {KeyReader.Shown(context.Request.Path)}; /openapi/v1.json describes what there is.").ExecuteAsync(context)
            : next(context));

    private static Task DescribeAll(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "ChatOps";
        document.Info.Description = "Incidents, their timelines and post-mortems, statistics and commands. Alerts come in by the paths of other systems (Alertmanager, PagerDuty, webhooks), which those describe.";
        if (context.ApplicationServices.GetRequiredService<Settings>().IsOpen) return Task.CompletedTask;
        const string bearer = "bearer";
        document.AddComponent(bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = bearer, Description = "The Secret of one of Auth:Tokens." });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(bearer, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>Types with converters of their own look like objects to the generator.</summary>
    private static Task DescribeOwnTypes(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var written = context.JsonPropertyInfo?.PropertyType ?? context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(written);
        var text = type is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        type ??= written;
        if (type == typeof(IncidentId)) (schema.Type, schema.Properties, schema.Pattern, schema.Description) = (JsonSchemaType.String, null, "^INC-[0-9]+$", "The id that people type.");
        if (type == typeof(DateTimeOffset)) (schema.Type, schema.Format, schema.Pattern) = (text, "date-time", null);
        return Task.CompletedTask;
    }

    /// <summary>Storage that is away is no defect of the request: 503, come again.</summary>
    private static async ValueTask<object?> AwayAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (StorageUnavailableException e)
        {
            return Problem.ComeAgain(context.HttpContext.Response, e.Message, StorageAway);
        }
    }
}
