using ChatOps.Bot.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Dashboard.Guard;

/// <summary>Answers a browser that asks for a page which does not exist with a page that says so. Scripts get the bare 404.</summary>
internal static class MissingPage
{
    /// <summary>Stands before what may leave a 404 behind.</summary>
    public static void UseMissingPage(this IApplicationBuilder app, Settings settings)
    {
        // Where people sign in, a page for nobody in particular would tell how many incidents are open.
        if (!settings.IsOpen) return;
        app.Use(AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context).ConfigureAwait(false);
        var unanswered = context is { Response: { StatusCode: StatusCodes.Status404NotFound, HasStarted: false }, Request.Method: "GET" } && context.GetEndpoint() is null;
        if (unanswered && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            ContentPolicy.PutOn(context.Response);
            await new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound }.ExecuteAsync(context).ConfigureAwait(false);
        }
    }
}
