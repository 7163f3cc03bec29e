using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Tls;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>tls</c> against a server on loopback that shows certificates of all kinds.</summary>
internal sealed class Certificates
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly TlsAction _tls = new(TimeZoneInfo.Utc, new FakeTimeProvider(Now));
    private readonly X509Certificate2 _authority = Made("CN=Shop CA", null, Now.AddYears(-1), Now.AddYears(1), null);
    private string _file = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _file = Path.Combine(Directory.CreateTempSubdirectory("chatops-tls-").FullName, "ca.pem");
        File.WriteAllText(_file, _authority.ExportCertificatePem());
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
        _authority.Dispose();
    }

    [TestCase(-60, 60, "shop.test", "valid", "is valid until 2027-01-26 12:00 UTC (60 d left); issued by CN=Shop CA")]
    [TestCase(-88, 2, "shop.test", "expiring", "expires 2026-11-29 12:00 UTC (2 d left); 14 days are expected; issued by CN=Shop CA")]
    [TestCase(-91, -1, "shop.test", "expired", "expired 2026-11-26 12:00 UTC (1 d ago); issued by CN=Shop CA")]
    [TestCase(1, 60, "shop.test", "early", "is valid only from 2026-11-28 12:00 UTC on; issued by CN=Shop CA")]
    [TestCase(-60, 60, "other.test", "wrong-name", "is for other.test, not for shop.test; it expires 2027-01-26 12:00 UTC (60 d left)")]
    public async Task Each_kind_is_told_with_its_days(int from, int until, string name, string state, string sentence)
    {
        using var certificate = Made($"CN={name}", _authority, Now.AddDays(from), Now.AddDays(until), name);
        using var server = new Server(certificate);

        var result = await _tls.RunAsync(ActionArguments.Of(("address", server.Address), ("name", "shop.test"), ("authority", _file)), default);

        Assert.That(result.Sentence, Is.EqualTo($"the certificate of shop.test at {server.Address} {sentence}"));
        Assert.That((result.Passed, result.Values!["state"]), Is.EqualTo((state == "valid", state)));
        Assert.That(result.Values["daysLeft"], Is.EqualTo(until.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task One_that_the_machine_does_not_know_is_not_vouched_for()
    {
        using var certificate = Made("CN=shop.test", _authority, Now.AddDays(-1), Now.AddDays(90), "shop.test");
        using var server = new Server(certificate);

        var result = await _tls.RunAsync(ActionArguments.Of(("address", server.Address), ("name", "shop.test")), default);

        Assert.That((result.Passed, result.Values!["state"]), Is.EqualTo((false, "untrusted")), result.Sentence);
    }

    [Test]
    public async Task What_speaks_no_TLS_and_who_is_not_there_is_said()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = silent.LocalEndpoint.ToString()!;
        var answering = Task.Run(async () =>
        {
            using var client = await silent.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray());
        });

        var plain = await _tls.RunAsync(ActionArguments.Of(("address", address)), default);
        await answering;
        var gone = await _tls.RunAsync(ActionArguments.Of(("address", "127.0.0.1:1")), default);

        Assert.That((plain.Passed, gone.Passed), Is.EqualTo((false, false)));
        Assert.That(plain.Sentence, Does.StartWith(address), "what answers without TLS");
        Assert.That(gone.Sentence, Does.StartWith("127.0.0.1:1 accepts no connection: "));
    }

    private static X509Certificate2 Made(string subject, X509Certificate2? by, DateTimeOffset from, DateTimeOffset until, string? name)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(by is null, false, 0, true));
        if (name is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        if (by is null) return request.CreateSelfSigned(from, until);
        using var made = request.Create(by.SubjectName, X509SignatureGenerator.CreateForECDsa(by.GetECDsaPrivateKey()!), from, until, [1, 2, 3]);
        return made.CopyWithPrivateKey(key);
    }

    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Server(X509Certificate2 certificate)
        {
            _listener.Start();
            _ = ServeAsync(certificate);
        }

        public string Address => _listener.LocalEndpoint.ToString()!;

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(X509Certificate2 certificate)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(certificate);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
            }
        }
    }
}
