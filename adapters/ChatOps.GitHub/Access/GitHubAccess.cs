using System.Collections.Concurrent;
using Octokit;
using Octokit.Internal;

namespace ChatOps.GitHub.Access;

/// <summary>
/// Octokit's clients, with the credential that fits: the token, or for an app the token of the installation that has the repository, asked for when it is
/// needed and kept until shortly before its end.
/// </summary>
internal sealed class GitHubAccess : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);

    private readonly GitHubOptions _options;
    private readonly Func<HttpMessageHandler> _handler;
    private readonly TimeProvider _time;
    private readonly Lazy<AppClaim>? _claim;
    private readonly ConcurrentDictionary<string, long> _installations = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<long, Lazy<Installation>> _clients = new();
    private readonly Lazy<GitHubClient> _own;
    private long? _any;

    /// <summary>Makes it; nothing is asked yet.</summary>
    /// <param name="options">What GitHub is spoken to with.</param>
    /// <param name="handler">Makes what sends, without redirects of its own.</param>
    /// <param name="time">The clock.</param>
    public GitHubAccess(GitHubOptions options, Func<HttpMessageHandler> handler, TimeProvider time)
    {
        (_options, _handler, _time) = (options, handler, time);
        // A key that is none is a mistake of the configuration, which says so itself: it is read when it is used.
        if (options.Token is null) _claim = new Lazy<AppClaim>(() => new AppClaim(options.AppId!, options.PrivateKey!, time));
        _own = new Lazy<GitHubClient>(() => Client(new Own(this)));
    }

    /// <summary>Whether an app speaks, not a token.</summary>
    public bool IsApp => _claim is not null;

    /// <summary>The client of the app itself, or of the token.</summary>
    public GitHubClient Self => _own.Value;

    /// <summary>A client that may do something in this repository.</summary>
    /// <exception cref="ApiException">GitHub refused, or the app is not installed there (404).</exception>
    public async Task<GitHubClient> ForAsync(string repository)
    {
        if (!IsApp) return Self;
        if (!_installations.TryGetValue(repository, out var id))
        {
            var parts = repository.Split('/');
            id = (await Self.GitHubApps.GetRepositoryInstallationForCurrent(parts[0], parts[1]).ConfigureAwait(false)).Id;
            _installations[repository] = id;
        }

        return ClientOf(id);
    }

    /// <summary>A client that may read what everybody with a token may: accounts.</summary>
    /// <exception cref="ApiException">GitHub refused.</exception>
    public async Task<GitHubClient> ForAnyAsync()
    {
        if (!IsApp) return Self;
        _any ??= _installations.IsEmpty ? (await Self.GitHubApps.GetAllInstallationsForCurrent().ConfigureAwait(false)).Select(one => (long?)one.Id).FirstOrDefault() : _installations.Values.First();
        return _any is { } id ? ClientOf(id) : throw new NotFoundException("The app is installed nowhere.", System.Net.HttpStatusCode.NotFound);
    }

    /// <summary>The repository's credential was not accepted: the next call gets another one.</summary>
    public void Forget(string repository)
    {
        if (_installations.TryRemove(repository, out var id)) _clients.TryRemove(id, out _);
        _any = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_claim is { IsValueCreated: true }) _claim.Value.Dispose();
    }

    private GitHubClient ClientOf(long installation) => _clients.GetOrAdd(installation, id => new Lazy<Installation>(() => new Installation(this, id))).Value.Client;

    private GitHubClient Client(ICredentialStore credentials)
    {
        // A client that is given an address would put /api/v3/ behind it.
        var http = new HttpClientAdapter(_handler);
        var connection = new Connection(new ProductHeaderValue("ChatOps"), _options.BaseUrl, credentials, http, new SimpleJsonSerializer());
        connection.SetRequestTimeout(AnswerWithin);
        return new GitHubClient(connection);
    }

    private sealed class Own(GitHubAccess access) : ICredentialStore
    {
        public Task<Credentials> GetCredentials() =>
            Task.FromResult(access._claim is { } claim ? new Credentials(claim.Value.Sign(), AuthenticationType.Bearer) : new Credentials(access._options.Token));
    }

    /// <summary>One installation's client and token; the token is asked for by one call at a time.</summary>
    private sealed class Installation : ICredentialStore
    {
        private static readonly TimeSpan BeforeTheEnd = TimeSpan.FromMinutes(2);

        private readonly GitHubAccess _access;
        private readonly long _id;
        private readonly Lock _gate = new();
        private Task<AccessToken>? _token;

        public Installation(GitHubAccess access, long id)
        {
            (_access, _id) = (access, id);
            Client = access.Client(this);
        }

        public GitHubClient Client { get; }

        public async Task<Credentials> GetCredentials()
        {
            Task<AccessToken> asking;
            lock (_gate)
            {
                if (_token is null || _token.IsFaulted || _token.IsCanceled || IsEnding(_token)) _token = _access.Self.GitHubApps.CreateInstallationToken(_id);
                asking = _token;
            }

            return new Credentials((await asking.ConfigureAwait(false)).Token, AuthenticationType.Bearer);
        }

        private bool IsEnding(Task<AccessToken> token) => token.IsCompletedSuccessfully && token.Result.ExpiresAt - BeforeTheEnd <= _access._time.GetUtcNow();
    }
}
