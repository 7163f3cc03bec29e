using ChatOps.Servers.GitHub.Api;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub;

/// <summary>
/// A GitHub on loopback, with the rules of the real one: REST, signed deliveries, App authentication, limits and errors. Its state is in memory. This
/// file starts it; what people do in it, and what a test can ask it, stand in the files beside.
/// </summary>
public sealed partial class GitHubServer : IAsyncDisposable
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(1);

    private readonly GitHubSystem github;
    private readonly WebApplication host;

    private GitHubServer(GitHubServerOptions options)
    {
        github = new GitHubSystem(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // A log's address names another host than the API's.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, options.Port));
        host = builder.Build();
        host.MapGet("/logs/{file}", Log);
        host.MapFallback("{**path}", new ApiEndpoint(github).HandleAsync);
    }

    /// <summary>Where it listens; also the API's base.</summary>
    public Uri Address => github.Address;

    /// <summary>The API's base as an Enterprise Server has it.</summary>
    public Uri EnterpriseAddress => new(Address, "api/v3/");

    public GitHubApp App => github.App;

    public long Installation => github.Installation;

    public GitHubFaults Faults => github.Faults;

    public static async Task<GitHubServer> StartAsync(GitHubServerOptions? options = null)
    {
        var server = new GitHubServer(options ?? new GitHubServerOptions());
        await server.host.StartAsync();
        server.github.Address = new Uri(server.host.Urls.Single() + "/");
        return server;
    }

    /// <summary>Events go to this bot from now on.</summary>
    public void SendTo(Uri bot) => github.Hook.Target = new Uri(bot, "github/webhooks");

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(EndWithin);
        await host.StopAsync(limit.Token);
        await host.DisposeAsync();
        await github.DisposeAsync();
    }

    private IResult Log(HttpRequest request, string file)
    {
        lock (github.Gate)
        {
            if (request.Headers.Authorization.Count > 0)
            {
                return Results.Text("Only one auth mechanism allowed", statusCode: 400);
            }

            return github.LogLinks.TryGetValue(file.Replace(".txt", "", StringComparison.Ordinal), out var log) && log.Until > github.Now
                ? Results.Text(log.Text, "text/plain")
                : Results.Text("Server failed to authenticate the request.", statusCode: 403);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (github.Gate)
        {
            return read();
        }
    }

    private StoredRepository Stored(GitHubRepository repository) => github.Repositories.Single(one => one.Handle.Id == repository.Id);

    private StoredIssue Stored(GitHubRepository repository, int number) => Stored(repository).Issues.Single(issue => issue.Number == number);

    private StoredComment StoredComment(GitHubRepository repository, long id) => Stored(repository).Issues.SelectMany(issue => issue.Comments).Single(comment => comment.Id == id);
}
