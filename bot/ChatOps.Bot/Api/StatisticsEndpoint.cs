using ChatOps.Bot.Answers;
using ChatOps.Bot.Auth;
using ChatOps.Bot.Configuration;

namespace ChatOps.Bot.Api;

/// <summary><c>GET /api/stats</c>.</summary>
internal static class StatisticsEndpoint
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    public static void MapStatistics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stats", ReadAsync).Requires(TokenScope.Read)
            .WithName("GetStatistics").WithSummary("How incidents ended, against the three targets").Produces<Statistics>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithParameters(("since", "A time, a day, or a span back from now (7d); whole days of UTC are counted. 30d by default."));

    private static async Task<IResult> ReadAsync(HttpContext context, StatisticsReader statistics, TimeProvider time, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request.Query);
        var since = query.Since("since", time.GetUtcNow(), Usual);
        return query.Problem ?? Results.Ok(await statistics.SinceAsync(since, cancellationToken).ConfigureAwait(false));
    }
}
