using System.Security.Cryptography;
using ChatOps.Servers.GitHub.Limits;
using ChatOps.Servers.GitHub.Out;

namespace ChatOps.Servers.GitHub.State;

/// <summary>Everything that one test GitHub is made of. Whoever reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class GitHubSystem : IAsyncDisposable
{
    private long nextId = 3_000_000_000;
    private long nextAccount = 90_000_001;

    public GitHubSystem(GitHubServerOptions options)
    {
        Options = options;
        Rates = new RateModel(options);
        App = new GitHubApp(712_345, options.AppSlug, AddAccount(options.AppSlug + "[bot]", "Bot"));
        Installation = NextId();
        Hook = new WebhookCourier(this);
    }

    public GitHubServerOptions Options { get; }

    public TimeProvider Time => Options.Time;

    public DateTimeOffset Now => Time.GetUtcNow();

    public Uri Address { get; set; } = new("http://127.0.0.1/");

    public Lock Gate { get; } = new();

    public GitHubFaults Faults { get; } = new();

    public RateModel Rates { get; }

    public GitHubApp App { get; }

    public long Installation { get; }

    public WebhookCourier Hook { get; }

    public Dictionary<string, GitHubUser> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<StoredRepository> Repositories { get; } = [];

    public List<GitHubTeam> Teams { get; } = [];

    /// <summary>Members of organizations and teams: <c>acme</c> or <c>acme/devops</c>, and the account.</summary>
    public HashSet<(string Group, long Account)> Members { get; } = [];

    /// <summary>Tokens of people, and of the installation with the time of their end.</summary>
    public Dictionary<string, (GitHubUser User, DateTimeOffset? Ends)> Tokens { get; } = new(StringComparer.Ordinal);

    public List<GitHubCall> Calls { get; } = [];

    /// <summary>Addresses of logs: what they show, and until when.</summary>
    public Dictionary<string, (string Text, DateTimeOffset Until)> LogLinks { get; } = new(StringComparer.Ordinal);

    /// <summary>Above 2^31, as GitHub's are.</summary>
    public long NextId() => nextId++;

    public GitHubUser AddAccount(string login, string type)
    {
        var account = new GitHubUser(nextAccount++, login, type);
        Accounts[login] = account;
        return account;
    }

    /// <summary>A token of the new form, whose length nobody may rely on.</summary>
    public string NewToken(string prefix) => prefix + RandomNumberGenerator.GetHexString(60 + (int)(nextId % 37), lowercase: true);

    public StoredRepository? Find(string fullName) => Repositories.Find(one => string.Equals(one.Handle.FullName, fullName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The highest right of an account in a repository; <c>read</c> for everybody in a public one.</summary>
    public static string RightOf(StoredRepository repository, GitHubUser user) =>
        repository.Rights.GetValueOrDefault(user.Id) ?? (repository.Handle.IsPrivate ? "none" : "read");

    public async ValueTask DisposeAsync()
    {
        await Hook.DisposeAsync();
        App.Dispose();
    }
}
