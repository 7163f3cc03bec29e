namespace ChatOps.Alerting.Sns;

/// <summary>The way out to Amazon: certificates that sign, and subscriptions that are confirmed. Asked for addresses alone that <see cref="AmazonAddress"/> has passed.</summary>
public interface IAmazonFetch
{
    /// <summary>Gets an address.</summary>
    /// <returns>The body of a 200.</returns>
    /// <exception cref="HttpRequestException">There is none.</exception>
    Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken);
}

/// <summary>Asks by HTTPS; follows nobody elsewhere.</summary>
internal sealed class AmazonFetch : IAmazonFetch, IDisposable
{
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };

    public async Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(address, cancellationToken).ConfigureAwait(false);
            return response.StatusCode == System.Net.HttpStatusCode.OK
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
                : throw new HttpRequestException($"{address.Host} answered {(int)response.StatusCode}");
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{address.Host} did not answer within {Patience.TotalSeconds:0} s", exception);
        }
    }

    public void Dispose() => _client.Dispose();
}
