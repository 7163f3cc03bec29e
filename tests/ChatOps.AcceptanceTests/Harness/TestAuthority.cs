using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A certificate authority of a test, with a certificate for this machine that it has signed, as PEM files.</summary>
internal sealed class TestAuthority
{
    public TestAuthority(TemporaryFolder folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=ChatOps test authority", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using var rootCertificate = root.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(rootCertificate, now.AddDays(-1), now.AddDays(29), [1, 2, 3, 4]);

        Root = folder.Write("authority.pem", rootCertificate.ExportCertificatePem());
        Certificate = folder.Write("server.pem", certificate.ExportCertificatePem());
        Key = folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
        Fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    /// <summary>The authority's certificate.</summary>
    public string Root { get; }

    /// <summary>The certificate for <c>localhost</c> and 127.0.0.1; it may be shown by a client too.</summary>
    public string Certificate { get; }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>The SHA-256 fingerprint of <see cref="Certificate"/>.</summary>
    public string Fingerprint { get; }
}
