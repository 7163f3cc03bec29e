using Microsoft.OpenApi;

namespace ChatOps.Bot.Api;

internal static class OpenApiParameters
{
    /// <summary>Describes query parameters that the endpoint reads by itself, so that a bad one gets a sentence and not a binding error.</summary>
    public static TBuilder WithParameters<TBuilder>(this TBuilder builder, params (string Name, string Description)[] parameters)
        where TBuilder : IEndpointConventionBuilder => builder.With(ParameterLocation.Query, parameters);

    /// <summary>Describes a header that the endpoint reads by itself.</summary>
    public static TBuilder WithHeader<TBuilder>(this TBuilder builder, string name, string description)
        where TBuilder : IEndpointConventionBuilder => builder.With(ParameterLocation.Header, (name, description));

    private static TBuilder With<TBuilder>(this TBuilder builder, ParameterLocation place, params (string Name, string Description)[] parameters)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, description) in parameters)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = place, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });
}
