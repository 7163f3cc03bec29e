using ChatOps.Storage;

namespace ChatOps.Bot.Health;

internal static class HealthEndpoints
{
    // Some balancers ask with HEAD.
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds what readiness asks beside storage.</summary>
    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<IHealthPart, SchedulerHealth>();

    /// <summary>Maps <c>/healthz/live</c> (the process answers) and <c>/healthz/ready</c> (storage and scheduler work; platforms stand in the body alone).</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/healthz/live", Methods, static (HttpContext context) => context.Response.WriteAsync("live\n")).ExcludeFromDescription();
        routes.MapMethods("/healthz/ready", Methods, Ready).ExcludeFromDescription();
    }

    private static IResult Ready(Database database, IEnumerable<IHealthPart> parts)
    {
        var storage = database.Health;
        HealthState[] deciding = [new("storage", storage.IsAvailable, storage.Reason), .. parts.Where(part => part.Decides).Select(part => part.State())];
        var others = parts.Where(part => !part.Decides).Select(part => part.State()).ToArray();
        var ready = deciding.All(part => part.Good);
        return Results.Json(new Readiness(ready ? "ready" : "not ready", deciding, others), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>Something whose state readiness shows.</summary>
internal interface IHealthPart
{
    /// <summary>True: the bot is not ready while it is bad. False: it only shows.</summary>
    bool Decides { get; }

    /// <summary>How it is now.</summary>
    HealthState State();
}

/// <summary>How one part is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Good">Whether it works.</param>
/// <param name="Reason">What is wrong and what to do, or null.</param>
internal sealed record HealthState(string Name, bool Good, string? Reason);

/// <summary>The body of <c>/healthz/ready</c>.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Parts">What decides: storage and scheduler.</param>
/// <param name="Platforms">What only shows.</param>
internal sealed record Readiness(string Status, IReadOnlyList<HealthState> Parts, IReadOnlyList<HealthState> Platforms);
