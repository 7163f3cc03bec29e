using ChatOps.Servers.Slack.Api;
using ChatOps.Servers.Slack.Out;
using ChatOps.Servers.Slack.Page;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack;

/// <summary>
/// A Slack workspace on loopback, with the rules of the real one: Web API, signed deliveries, Socket Mode, limits, errors and rates. Its state is in
/// memory. This file starts it; what people do in it, and what a test can ask it, stand in the files beside.
/// </summary>
public sealed partial class SlackServer : IAsyncDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(1);

    private readonly SlackSystem slack;
    private readonly WebApplication host;

    private SlackServer(SlackServerOptions options)
    {
        slack = new SlackSystem(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        host = builder.Build();
        App = slack.Workspace.AddApp(options.AppName, options.Scopes);
        App.SocketMode = options.SocketMode;
        App.HomeTab = options.HomeTab;
        App.EscapeCommands = options.EscapeCommands;
        App.Events.UnionWith(options.Events);
        App.Commands.UnionWith(options.Commands);
        slack.Faults.OutageBegan += slack.Sockets.AbortAll;
        Map();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => slack.Address;

    /// <summary>What an app takes as the Web API's base, with a slash at the end.</summary>
    public Uri ApiAddress => new(Address, "api/");

    public string TeamId => slack.Workspace.TeamId;

    /// <summary>The app under test.</summary>
    public SlackApp App { get; }

    public SlackFaults Faults => slack.Faults;

    public static async Task<SlackServer> StartAsync(SlackServerOptions? options = null)
    {
        var server = new SlackServer(options ?? new SlackServerOptions());
        await server.host.StartAsync();
        server.slack.Address = new Uri(server.host.Urls.Single() + "/");
        return server;
    }

    /// <summary>Ends when the program is asked to end.</summary>
    public Task WaitForEndAsync(CancellationToken cancellation) => host.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await slack.DisposeAsync();
        using var limit = new CancellationTokenSource(EndWithin);
        await host.StopAsync(limit.Token);
        await host.DisposeAsync();
    }

    private void Map()
    {
        var api = new ApiEndpoint(slack);
        host.Map("/api/{method}", (HttpContext context, string method) => api.HandleAsync(context, method));
        host.Map("/link/", context => slack.Sockets.AcceptAsync(context));
        host.MapPost("/upload/v1/{secret}", async (HttpRequest request, string secret) => Text(await FilesMethods.TakeBytesAsync(slack, secret, request)));
        foreach (var kind in (string[])["commands", "actions"])
        {
            host.MapPost($"/{kind}/{{team}}/{{number}}/{{secret}}", async (HttpRequest request, string secret) => Text(await slack.ResponseUrls.TakeAsync(secret, request)));
        }

        host.MapPost("/services/{team}/{bot}/{secret}", async (HttpRequest request, string secret) => Text(await IncomingWebhook.TakeAsync(slack, secret, request)));
        new SlackPage(this).Map(host);
    }

    private static IResult Text((int Status, string Text) answer) =>
        Results.Text(answer.Text, answer.Text.StartsWith('{') ? "application/json" : "text/html", statusCode: answer.Status);

    private T Locked<T>(Func<T> read)
    {
        lock (slack.Gate)
        {
            return read();
        }
    }

    private Conversation Stored(SlackChannel channel) => slack.Workspace.Conversations[channel.Id];
}
