using System.Net.Http.Headers;
using Microsoft.Identity.Client;

namespace ChatOps.Teams.Connector;

/// <summary>Our token for the connector, by Microsoft's own library: it keeps the token until it ends and asks anew then.</summary>
internal sealed class TeamsCredential(IHttpClientFactory clients, TeamsOptions options) : IDisposable
{
    /// <summary>The name of its HTTP client.</summary>
    public const string HttpName = "teams-token";

    private readonly Lazy<IConfidentialClientApplication> _application = new(() => Build(clients, options));
    private readonly SemaphoreSlim _renewing = new(1);

    /// <summary>The header that proves us; null when there is nothing to prove ourselves with (the emulator).</summary>
    /// <param name="refused">A token that was refused, which is replaced once however many calls it was refused to; null: the one that is kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NoTokenException">There is none.</exception>
    public async Task<AuthenticationHeaderValue?> HeaderAsync(string? refused, CancellationToken cancellationToken)
    {
        if (!options.HasCredential) return null;
        try
        {
            var token = refused is null ? await AskAsync(anew: false, cancellationToken).ConfigureAwait(false) : await RenewAsync(refused, cancellationToken).ConfigureAwait(false);
            return new AuthenticationHeaderValue("Bearer", token);
        }
        catch (MsalServiceException no) when (no.StatusCode is >= 500 or 429 or 0)
        {
            throw new NoTokenException($"the token endpoint is away ({no.ErrorCode})", isAway: true, no);
        }
        catch (MsalException no)
        {
            // Its sentences are long, and name the app and the tenant: the first is enough.
            throw new NoTokenException(OutsideText.Line($"no token for Teams: {no.ErrorCode}: {no.Message.Split('\n')[0]}", 300), isAway: false, no);
        }
        catch (HttpRequestException away)
        {
            throw new NoTokenException($"the token endpoint is away ({(away.InnerException ?? away).Message})", isAway: true, away);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _renewing.Dispose();

    private async Task<string> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var kept = await AskAsync(anew: false, cancellationToken).ConfigureAwait(false);
            return kept == refused ? await AskAsync(anew: true, cancellationToken).ConfigureAwait(false) : kept;
        }
        finally
        {
            _renewing.Release();
        }
    }

    private async Task<string> AskAsync(bool anew, CancellationToken cancellationToken) =>
        (await _application.Value.AcquireTokenForClient([options.TokenScope]).WithForceRefresh(anew).ExecuteAsync(cancellationToken).ConfigureAwait(false)).AccessToken;

    private static IConfidentialClientApplication Build(IHttpClientFactory clients, TeamsOptions options)
    {
        var endpoint = options.TokenEndpoint;
        // The library takes no http authority; the handler below makes of it what the endpoint is.
        var authority = endpoint is null
            ? new Uri($"https://login.microsoftonline.com/{options.TenantId}")
            : new UriBuilder(endpoint) { Scheme = Uri.UriSchemeHttps, Path = options.TenantId, Port = endpoint.Port }.Uri;
        var builder = ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority(authority, validateAuthority: false).WithInstanceDiscovery(false).WithHttpClientFactory(new Factory(clients));
        return (options.Certificate is { } certificate ? builder.WithCertificate(certificate, sendX5C: false) : builder.WithClientSecret(options.AppPassword)).Build();
    }

    private sealed class Factory(IHttpClientFactory clients) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => clients.CreateClient(HttpName);
    }
}

/// <summary>Sends requests for a token where the configuration says they go.</summary>
internal sealed class TokenEndpointHandler(Uri? endpoint) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (endpoint is not null && request.Method == HttpMethod.Post) request.RequestUri = endpoint;
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>There is no token for us now.</summary>
internal sealed class NoTokenException(string message, bool isAway, Exception inner) : Exception(message, inner)
{
    /// <summary>True: the endpoint does not answer; false: it refuses us.</summary>
    public bool IsAway { get; } = isAway;
}
