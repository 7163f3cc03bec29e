using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>What an app was sent.</summary>
/// <param name="Path">Such as <c>/slack/events</c>.</param>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Body">The raw body.</param>
internal sealed record AppRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The JSON of an event or an interaction.</summary>
    public JsonObject Payload =>
        JsonNode.Parse(Body.StartsWith("payload=", StringComparison.Ordinal) ? HttpUtility.UrlDecode(Body["payload=".Length..]) : Body)!.AsObject();

    /// <summary>A field of a command.</summary>
    public string? Field(string name) => HttpUtility.ParseQueryString(Body)[name];
}

/// <summary>An app behind HTTP: it keeps every request and answers as it was told.</summary>
internal sealed class ScriptedApp : IAsyncDisposable
{
    private readonly ConcurrentQueue<AppRequest> requests = [];
    private readonly WebApplication host;

    private ScriptedApp(WebApplication host)
    {
        this.host = host;
        host.Run(AnswerAsync);
    }

    public Uri Address => new(host.Urls.Single());

    public IReadOnlyList<AppRequest> Requests => [.. requests];

    /// <summary>Status, body and headers of the next answers.</summary>
    public Func<AppRequest, HttpResponse, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<ScriptedApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = new ScriptedApp(builder.Build());
        await app.host.StartAsync();
        return app;
    }

    /// <summary>From now on it answers with this JSON.</summary>
    public void AnswerWith(JsonObject body) => Answer = (_, response) =>
    {
        response.ContentType = "application/json";
        return response.WriteAsync(body.ToJsonString());
    };

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new AppRequest(
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            await reader.ReadToEndAsync());
        // Taken first: whoever sees the request may change the answer for the next one.
        var answer = Answer;
        requests.Enqueue(request);
        await answer(request, context.Response);
    }
}
