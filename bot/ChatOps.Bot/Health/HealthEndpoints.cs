namespace ChatOps.Bot.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz/live", () => Results.Text("live\n"));
}
