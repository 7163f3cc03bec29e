using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>A server that speaks TLS with the certificate that lies in its files now.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly (string Certificate, string Key) files;
    private readonly Task accepting;

    public TlsServer((string Certificate, string Key) files)
    {
        this.files = files;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The certificate that it shows, for the suite's probe.</summary>
    public async Task<X509Certificate2?> ShownAsync(string name)
    {
        X509Certificate2? shown = null;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) =>
        {
            shown = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
            return shown is not null;
        });
        await tls.AuthenticateAsClientAsync(name);
        return shown;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                _ = GreetAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was ended.
        }
    }

    private async Task GreetAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var read = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
                using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(read);
                await tls.WriteAsync("ok\n"u8.ToArray());
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException or SocketException or System.Security.Cryptography.CryptographicException)
        {
            // The other side went away, as probes do.
        }
    }
}
