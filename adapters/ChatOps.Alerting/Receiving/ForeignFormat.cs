using ChatOps.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Alerting.Receiving;

/// <summary>Formats that a platform's adapter reads, behind the same door as all alerts.</summary>
public static class ForeignFormat
{
    private const string TokenValue = "token";

    /// <summary>
    /// Maps a path for such a format, and the same path with the source's token behind it (<c>/webhooks/slack/{token}</c>): a tool that is given an address
    /// and nothing else has no other place for it.
    /// </summary>
    /// <param name="endpoints">The program's paths.</param>
    /// <param name="path">The path.</param>
    /// <param name="kind">Which kind of source it is for.</param>
    /// <param name="take">Takes a request whose source (its name) and body are known, and answers it.</param>
    /// <param name="refuse">Answers what is not taken, by its status.</param>
    public static void MapForeignAlerts(this IEndpointRouteBuilder endpoints, string path, SourceKind kind, Func<HttpContext, string, ReadOnlyMemory<byte>, Task> take, Func<HttpContext, int, Task> refuse)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var serve = endpoints.ServiceProvider.GetRequiredService<Door>().For(new ForeignStyle(refuse), kind, (context, source, body) => take(context, source.Name, body));
        endpoints.MapPost(path, serve);
        endpoints.MapPost($"{path}/{{{TokenValue}}}", context =>
        {
            if (context.Request.Headers.Authorization.Count == 0) context.Request.Headers.Authorization = $"Bearer {context.Request.RouteValues[TokenValue]}";
            return serve(context);
        });
    }

    private sealed class ForeignStyle(Func<HttpContext, int, Task> refuse) : AnswerStyle
    {
        public override Task RefuseAsync(HttpContext context, int status, string sentence) => refuse(context, status);

        public override Task RefuseAsync(HttpContext context, BadJsonException exception) => refuse(context, StatusCodes.Status400BadRequest);
    }
}
