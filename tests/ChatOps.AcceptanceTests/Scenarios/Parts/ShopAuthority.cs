using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>A certificate authority of a company, with its key on disk, as its renewal program uses it.</summary>
internal sealed class ShopAuthority
{
    private readonly X509Certificate2 root;
    private readonly string folder;

    public ShopAuthority(string folder, DateTimeOffset now)
    {
        this.folder = folder;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Shop CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(now - TimeSpan.FromDays(300), now + TimeSpan.FromDays(300));
        File.WriteAllText(Authority, root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "ca.key"), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Its certificate, for those who trust it.</summary>
    public string Authority => Path.Combine(folder, "ca.pem");

    /// <summary>The server's certificate and its key.</summary>
    public (string Certificate, string Key) Server => (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));

    /// <summary>Puts a certificate in place.</summary>
    public void Issue(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(root, from, until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Server.Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Server.Certificate, made.ExportCertificatePem());
    }

    /// <summary>Renews it for 90 days with openssl, for the key that is there.</summary>
    public string RenewScript() =>
        $"""
        cd '{folder}' || exit 1
        printf 'subjectAltName=DNS:%s\n' "$1" >names
        /usr/bin/openssl req -new -key server.key -subj "/CN=$1" -out request.pem 2>/dev/null &&
        /usr/bin/openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -extfile names -out renewed.pem 2>/dev/null &&
        /bin/mv renewed.pem server.pem
        """;
}
