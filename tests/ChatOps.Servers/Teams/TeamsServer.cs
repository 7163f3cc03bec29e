using ChatOps.Servers.Teams.Api;
using ChatOps.Servers.Teams.Keys;
using ChatOps.Servers.Teams.Out;
using ChatOps.Servers.Teams.Page;
using ChatOps.Servers.Teams.State;

namespace ChatOps.Servers.Teams;

/// <summary>
/// Teams on loopback, as a bot sees it: the connector's REST API with its rules, rates and errors, the keys and tokens of both directions, and people who
/// write, press buttons and fill in dialogs. Its state is in memory.
/// </summary>
public sealed partial class TeamsServer : IAsyncDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(1);

    private readonly Tenancy tenancy;
    private readonly KeyRing keys = new();
    private readonly BotTokens tokens;
    private readonly ActivityCourier courier;
    private readonly TeamsServerOptions options;
    private readonly WebApplication host;

    private TeamsServer(TeamsServerOptions options)
    {
        this.options = options;
        tenancy = new Tenancy(options);
        tokens = new BotTokens(options);
        courier = new ActivityCourier(new TokenMint(keys, options), options);
        Faults = new TeamsFaults(options.Seed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        host = builder.Build();
        Map();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where the connector takes messages, with a slash at the end.</summary>
    public Uri ServiceUrl => new(Address, $"{Region}/{options.TenantId}/");

    /// <summary>Where it says with which keys it signs.</summary>
    public Uri OpenIdMetadata => new(Address, "v1/.well-known/openidconfiguration");

    /// <summary>Where the bot gets its token.</summary>
    public Uri TokenEndpoint => new(Address, $"{options.TenantId}/oauth2/v2.0/token");

    public string AppId => options.AppId;

    public string AppPassword => options.AppPassword;

    public string TenantId => options.TenantId;

    /// <summary>What the bot is called here.</summary>
    public string BotId => $"28:{options.AppId}";

    /// <summary>The region that conversations are served in; it may change.</summary>
    public string Region { get; set; } = "emea";

    public TeamsFaults Faults { get; }

    public static async Task<TeamsServer> StartAsync(TeamsServerOptions? options = null)
    {
        var server = new TeamsServer(options ?? new TeamsServerOptions());
        await server.host.StartAsync();
        server.Address = new Uri(server.host.Urls.Single() + "/");
        return server;
    }

    /// <summary>Ends when the program is asked to end.</summary>
    public Task WaitForEndAsync(CancellationToken cancellation) => host.WaitForShutdownAsync(cancellation);

    /// <summary>From now on activities go to this bot.</summary>
    public void SendTo(Uri bot) => courier.Bot = bot;

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(EndWithin);
        await host.StopAsync(limit.Token);
        await host.DisposeAsync();
        courier.Dispose();
        keys.Dispose();
    }

    private void Map()
    {
        var connector = new ConnectorEndpoint(tenancy, tokens, Faults, options);
        host.MapGet("/v1/.well-known/openidconfiguration", Metadata);
        host.MapGet("/v1/.well-known/openid-configuration", Metadata);
        host.MapGet("/v1/.well-known/keys", () => keys.Read() is { } read ? Results.Json(read) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        host.MapPost("/{tenant}/oauth2/v2.0/token", (HttpRequest request, string tenant) => tokens.GiveAsync(request, tenant));
        host.Map("/{region}/{tenant}/v3/{**rest}", (HttpContext context, string rest) => connector.HandleAsync(context, rest));
        new TeamsPage(this).Map(host);
    }

    private IResult Metadata() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = "https://api.botframework.com",
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = new Uri(Address, "v1/.well-known/keys").AbsoluteUri,
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["token_endpoint_auth_methods_supported"] = new[] { "private_key_jwt" },
    });

    private T Locked<T>(Func<T> read)
    {
        lock (tenancy.Gate)
        {
            return read();
        }
    }
}
