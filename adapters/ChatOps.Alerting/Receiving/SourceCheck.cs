using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.Receiving;

/// <summary>Tells which configured source a request comes from, by how it proves itself.</summary>
internal sealed class SourceCheck
{
    private static readonly string[] UsualSignatureHeaders = ["X-ChatOps-Signature", "X-Hub-Signature-256", "X-Signature", "X-Grafana-Alerting-Signature", "Sentry-Hook-Signature"];

    private readonly Known[] _sources;
    private readonly TimeProvider _time;

    public SourceCheck(IEnumerable<AlertSource> sources, TimeProvider time)
    {
        _sources = [.. sources.Select(source => new Known(source))];
        _time = time;
    }

    /// <summary>Finds the source.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">Its body, which may be signed.</param>
    /// <param name="path">The kind of the path; what the source is called when none is configured, for then everything on this machine is one.</param>
    /// <param name="own">What the path's format carries in its body.</param>
    /// <param name="source">The source.</param>
    /// <param name="refusal">Why there is none, in a sentence (answer 401).</param>
    public bool TryIdentify(HttpContext context, ReadOnlySpan<byte> body, SourceKind path, BodyProof own, [NotNullWhen(true)] out AlertSource? source, [NotNullWhen(false)] out string? refusal)
    {
        source = _sources.Length == 0 ? OpenFor(context, path) : Find(context, body, path, own);
        refusal = source is not null ? null
            : _sources.Length == 0 ? "No source of alerts is configured (Sources:{name}:Token), so alerts are taken from this machine alone."
            : "The request has the token or the signature of no configured source (Authorization: Bearer …, Basic with the token as password, or X-ChatOps-Signature).";
        return source is not null;
    }

    /// <summary>Whether a source of this kind may use the paths of that one.</summary>
    public static bool May(SourceKind source, SourceKind path) =>
        source == SourceKind.Any || source == path || (source, path) == (SourceKind.Alertmanager, SourceKind.Prometheus);

    private static AlertSource? OpenFor(HttpContext context, SourceKind path) =>
        context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address) ? new AlertSource(path.ToString().ToLowerInvariant(), path, null, null) : null;

    // Of several that fit, one that may use the path; all are looked at, so that the time taken tells nothing.
    private AlertSource? Find(HttpContext context, ReadOnlySpan<byte> body, SourceKind path, BodyProof own)
    {
        var tokens = PresentedTokens.Of(context.Request, own.Token);
        AlertSource? found = null;
        foreach (var known in _sources)
        {
            if (!Fits(known, context, body, tokens, own)) continue;
            if (found is null || (!May(found.Kind, path) && May(known.Source.Kind, path))) found = known.Source;
        }

        return found;
    }

    private bool Fits(Known known, HttpContext context, ReadOnlySpan<byte> body, PresentedTokens tokens, BodyProof own)
    {
        var source = known.Source;
        return !source.IsOpen
            && (known.TokenHash is null || tokens.Hold(known.TokenHash) || (source.TokenHeader is { } header && PresentedTokens.IsIn(context.Request.Headers[header], known.TokenHash)))
            && (known.Signature is null || Signed(known, context.Request, body))
            && (source.Addresses.Count == 0 || ComesFrom(context.Connection.RemoteIpAddress, source.Addresses))
            && (source.Certificates.Count == 0 || Shows(context.Connection, source.Certificates))
            && (source.Topics.Count == 0 || (own.Topic is { } topic && source.Topics.Contains(topic, StringComparer.Ordinal)));
    }

    private bool Signed(Known known, HttpRequest request, ReadOnlySpan<byte> body)
    {
        foreach (var header in known.Source.SignatureHeader is { } own ? [own] : UsualSignatureHeaders)
        {
            if (request.Headers[header] is not [{ Length: > 0 } signature]) continue;
            return known.Source.TimestampHeader is { } time
                ? known.Signature!.Fits(body, signature, request.Headers[time].ToString(), _time.GetUtcNow())
                : known.Signature!.Fits(body, signature);
        }

        return false;
    }

    private static bool ComesFrom(IPAddress? address, IReadOnlyList<IPNetwork> networks)
    {
        if (address is null) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }

    private static bool Shows(ConnectionInfo connection, IReadOnlyList<string> fingerprints) =>
        connection.ClientCertificate is { } certificate && fingerprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparer.OrdinalIgnoreCase);

    private sealed class Known(AlertSource source)
    {
        public AlertSource Source { get; } = source;

        public byte[]? TokenHash { get; } = source.Token is { } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

        public Signature? Signature { get; } = source.HmacSecret is { } secret ? new Signature(secret) : null;
    }
}

/// <summary>What a format carries in its body that tells who sent it.</summary>
/// <param name="Token">A secret: PagerDuty's <c>routing_key</c>.</param>
/// <param name="Topic">An SNS topic; that it is true is checked by its signature.</param>
internal readonly record struct BodyProof(string? Token = null, string? Topic = null);
