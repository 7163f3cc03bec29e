using System.Globalization;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Scenarios.PipelineFailure;

/// <summary>The test GitHub, with an organization whose repositories the scenarios share.</summary>
internal sealed class SharedGitHub : IAsyncDisposable
{
    private SharedGitHub(GitHubServer server)
    {
        Server = server;
        Acme = server.AddOrganization("acme");
        Kim = server.AddUser("kim");
    }

    public GitHubServer Server { get; }

    public GitHubUser Acme { get; }

    public GitHubUser Kim { get; }

    /// <summary>The bot's connection, the same for all of them.</summary>
    public BotSettings Settings => ((string[])["devops-coordinator", "backend-coordinator", "tech-lead-orchestrator", "cloud-architect", "user"])
        // With a platform enabled, whoever has no handle there is passed over.
        .Aggregate(new BotSettings(), (settings, role) => settings.With($"Responders:{role}:GitHub", Kim.Login))
        .With("GitHub:Enabled", "true")
        .With("GitHub:BaseUrl", Server.Address.AbsoluteUri)
        .With("GitHub:WebhookSecret", Server.App.WebhookSecret)
        .With("GitHub:AppId", Server.App.Id.ToString(CultureInfo.InvariantCulture))
        .With("GitHub:PrivateKey", Server.App.PrivateKey);

    public static async Task<SharedGitHub> StartAsync() => new(await GitHubServer.StartAsync());

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
