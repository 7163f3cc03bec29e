using Microsoft.OpenApi;

namespace ChatOps.Bot.Api;

internal static class OpenApiParameters
{
    /// <summary>Describes query parameters that the endpoint reads by itself, so that a bad one gets a sentence and not a binding error.</summary>
    public static TBuilder WithParameters<TBuilder>(this TBuilder builder, params (string Name, string Description)[] parameters)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, description) in parameters)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });
}
