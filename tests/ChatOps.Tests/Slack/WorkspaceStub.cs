using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Slack;

/// <summary>A Slack that says yes to everything and remembers what it was asked; the one with Slack's rules is for acceptance.</summary>
internal sealed class WorkspaceStub : IAsyncDisposable
{
    public const string Team = "T1";
    public const string BotUser = "UBOT";

    private readonly WebApplication _web;
    private readonly ConcurrentQueue<WorkspaceCall> _calls = new();

    private WorkspaceStub(WebApplication web) => _web = web;

    public Uri Address { get; private set; } = null!;

    /// <summary>Answers of methods that are not just <c>ok</c>.</summary>
    public ConcurrentDictionary<string, JsonObject> Answers { get; } = new()
    {
        ["auth.test"] = new() { ["ok"] = true, ["team_id"] = Team, ["user_id"] = BotUser, ["bot_id"] = "BBOT", ["url"] = "https://acme.slack.com/" },
    };

    public IEnumerable<WorkspaceCall> Calls(string method) => _calls.Where(call => call.Method == method);

    /// <summary>What later answers are answered, one after the other; then 200.</summary>
    public ConcurrentQueue<int> RespondStatuses { get; } = new();

    /// <summary>What was answered later, by the addresses that came with deliveries.</summary>
    public IEnumerable<WorkspaceCall> Responses => Calls("respond");

    public static async Task<WorkspaceStub> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var web = builder.Build();
        var stub = new WorkspaceStub(web);
        web.UseRouting();
        web.MapPost("/api/{method}", async (HttpContext context, string method) =>
        {
            var form = await context.Request.ReadFormAsync();
            var arguments = new JsonObject();
            foreach (var (name, value) in form) arguments[name] = value.ToString();
            stub._calls.Enqueue(new(method, arguments));
            await context.Response.WriteAsync((stub.Answers.TryGetValue(method, out var answer) ? answer : new JsonObject { ["ok"] = true, ["ts"] = "1.1", ["channel"] = "C1" }).ToJsonString());
        });
        web.MapPost("/respond", async context =>
        {
            stub._calls.Enqueue(new("respond", (await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body))!));
            if (stub.RespondStatuses.TryDequeue(out var status)) context.Response.StatusCode = status;
            if (context.Response.StatusCode == 429) context.Response.Headers.RetryAfter = "1";
            await context.Response.WriteAsync("ok");
        });
        await web.StartAsync();
        stub.Address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return stub;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}

/// <summary>A call, with its arguments as texts; or an answer, with its JSON.</summary>
internal sealed record WorkspaceCall(string Method, JsonObject Arguments)
{
    public string Text(string name) => (string?)Arguments[name] ?? "";
}
