using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Tls;

/// <summary>Looks at the certificate that a server shows: when it expires, whom it is for, who vouches for it.</summary>
internal sealed class TlsAction(TimeZoneInfo zone, TimeProvider time) : IAction
{
    private const int UsualDays = 14;

    public string Name => "tls";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("address", ArgumentKind.Text, "Where: host:port.", Required: true),
        new("name", ArgumentKind.Text, "The name that the certificate has to be for, and that is asked for; the host unless it says otherwise."),
        new("authority", ArgumentKind.Text, "A file with the certificates (PEM) that may vouch for it; the machine's own unless it says otherwise."),
        new("daysLeft", ArgumentKind.Number, "How many days it has to be valid yet; 14 unless it says otherwise."),
    ];

    public IReadOnlyList<string> Values { get; } = ["state", "daysLeft", "subject", "issuer"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        if (arguments.Text("address") is { } address && HostPort.Read(address) is null) mistakes.Add(new("address", $"address holds \"{OutsideText.Line(address, 80)}\"; allowed: {HostPort.Allowed}"));
        if (arguments.Text("name") is { } name && Uri.CheckHostName(name) == UriHostNameType.Unknown) mistakes.Add(new("name", $"name holds \"{OutsideText.Line(name, 80)}\"; allowed: a host's name"));
        if (arguments.Text("authority") is { } file && !Path.IsPathFullyQualified(file)) mistakes.Add(new("authority", $"authority holds \"{OutsideText.Line(file, 80)}\"; allowed: the absolute path of a file"));
        return mistakes;
    }

    public string Preview(ActionArguments arguments) => $"look at the certificate of {arguments.Text("address")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var address = arguments.Text("address")!;
        var (host, port) = HostPort.Read(address) ?? throw new ArgumentException($"{address} is no {HostPort.Allowed}", nameof(arguments));
        var name = arguments.Text("name") ?? host;
        X509Certificate2Collection authority = [];
        try
        {
            if (arguments.Text("authority") is { } file) authority.ImportFromPemFile(file);
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, cancellationToken);
            Shown? shown = null;
            using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
            {
                // Nothing is sent over this connection: it is only looked at.
                if (certificate is X509Certificate2 leaf) shown = Look(leaf, chain, errors, authority);
                return certificate is not null;
            });
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = name, CertificateRevocationCheckMode = X509RevocationMode.NoCheck }, cancellationToken);
            return shown is null ? new(false, $"{address} showed no certificate") : Judge(address, name, shown, arguments.Number("daysLeft") ?? UsualDays);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or CryptographicException or UnauthorizedAccessException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(false, e is SocketException ? $"{address} accepts no connection: {e.Message}" : e is AuthenticationException ? $"{address} speaks no TLS that is understood: {e.Message}" : $"{address}: {e.Message}", null, new Dictionary<string, string> { ["state"] = "unknown" });
        }
        finally
        {
            foreach (var one in authority) one.Dispose();
        }
    }

    private Shown Look(X509Certificate2 leaf, X509Chain? sent, SslPolicyErrors errors, X509Certificate2Collection authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (authority.Count > 0)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        }

        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>()) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        chain.Build(leaf);
        // A certificate that expired is told by its date, and not a second time as a fault of the chain.
        var faults = chain.ChainStatus.Where(status => status.Status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.NotTimeValid)).Select(status => status.Status.ToString()).Distinct().ToArray();
        return new(leaf.Subject, leaf.Issuer, leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime(), Names(leaf), errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch), faults);
    }

    private ActionResult Judge(string address, string name, Shown shown, double least)
    {
        var now = time.GetUtcNow();
        var (from, until) = (new DateTimeOffset(shown.From), new DateTimeOffset(shown.Until));
        var days = Math.Floor((until - now).TotalDays);
        var end = $"{TimeText.Of(until, now, zone)} ({DurationText.Of((until - now).Duration())} {(until < now ? "ago" : "left")})";
        var of = $"the certificate of {name} at {address}";
        var (state, sentence) = until < now ? ("expired", $"{of} expired {end}; issued by {shown.Issuer}")
            : from > now ? ("early", $"{of} is valid only from {TimeText.Of(from, now, zone)} on; issued by {shown.Issuer}")
            : shown.OtherName ? ("wrong-name", $"{of} is for {(shown.Names.Count == 0 ? shown.Subject : string.Join(", ", shown.Names.Take(5)))}, not for {name}; it expires {end}")
            : shown.Faults.Count > 0 ? ("untrusted", $"{of} is not vouched for: {string.Join(", ", shown.Faults)}; issued by {shown.Issuer}, it expires {end}")
            : days < least ? ("expiring", string.Create(CultureInfo.InvariantCulture, $"{of} expires {end}; {least:0.#} days are expected; issued by {shown.Issuer}"))
            : ("valid", $"{of} is valid until {end}; issued by {shown.Issuer}");
        var values = new Dictionary<string, string>
        {
            ["state"] = state,
            ["daysLeft"] = days.ToString("0", CultureInfo.InvariantCulture),
            ["subject"] = OutsideText.Line(shown.Subject, 200),
            ["issuer"] = OutsideText.Line(shown.Issuer, 200),
        };
        return new(state == "valid", sentence, null, values);
    }

    private static IReadOnlyList<string> Names(X509Certificate2 certificate) =>
        [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames())];

    private sealed record Shown(string Subject, string Issuer, DateTime From, DateTime Until, IReadOnlyList<string> Names, bool OtherName, IReadOnlyList<string> Faults);
}
