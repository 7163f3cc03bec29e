using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOps.Alerting.Sns;

/// <summary>The certificates that Amazon signs with, fetched once each. Their addresses have been checked, so it is TLS that says they are Amazon's.</summary>
internal sealed class SnsCertificates(IAmazonFetch fetch, TimeProvider time) : IDisposable
{
    // A region has one, and changes it once in a while.
    private const int Most = 100;

    private readonly ConcurrentDictionary<Uri, X509Certificate2> _known = new();

    /// <summary>The public key of the certificate there; null when it is none, or not valid now.</summary>
    /// <exception cref="HttpRequestException">It cannot be fetched.</exception>
    public async Task<RSA?> KeyAsync(Uri address, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(address, out var certificate))
        {
            certificate = Read(await fetch.GetAsync(address, cancellationToken).ConfigureAwait(false));
            if (certificate is null) return null;
            if (_known.Count < Most) certificate = _known.GetOrAdd(address, certificate);
        }

        var now = time.GetUtcNow();
        return now >= certificate.NotBefore && now <= certificate.NotAfter ? certificate.GetRSAPublicKey() : null;
    }

    public void Dispose()
    {
        foreach (var certificate in _known.Values) certificate.Dispose();
    }

    private static X509Certificate2? Read(byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
