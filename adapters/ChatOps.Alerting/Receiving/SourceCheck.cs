using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.Receiving;

/// <summary>Tells which configured source a request comes from, by its secret.</summary>
internal sealed class SourceCheck
{
    private static readonly string[] UsualSignatureHeaders = ["X-ChatOps-Signature", "X-Hub-Signature-256", "X-Signature"];

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
    /// <param name="open">The kind of the path; what the source is called when none is configured, for then everything on this machine is one.</param>
    /// <param name="source">The source.</param>
    /// <param name="refusal">Why there is none, in a sentence (answer 401).</param>
    public bool TryIdentify(HttpContext context, ReadOnlySpan<byte> body, SourceKind open, [NotNullWhen(true)] out AlertSource? source, [NotNullWhen(false)] out string? refusal)
    {
        source = _sources.Length == 0 ? OpenFor(context, open) : Find(context.Request, body);
        refusal = source is not null ? null
            : _sources.Length == 0 ? "No source of alerts is configured (Sources:{name}:Token), so alerts are taken from this machine alone."
            : "The request has the token or the signature of no configured source (Authorization: Bearer …, Basic with the token as password, or X-ChatOps-Signature).";
        return source is not null;
    }

    private static AlertSource? OpenFor(HttpContext context, SourceKind open) =>
        context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address) ? new AlertSource(open.ToString().ToLowerInvariant(), open, null, null) : null;

    private AlertSource? Find(HttpRequest request, ReadOnlySpan<byte> body)
    {
        Span<byte> presented = stackalloc byte[SHA256.HashSizeInBytes];
        var hasToken = TryToken(request.Headers.Authorization.ToString(), presented);
        AlertSource? found = null;
        foreach (var known in _sources)
        {
            var fits = (known.TokenHash is null || (hasToken && CryptographicOperations.FixedTimeEquals(known.TokenHash, presented)))
                && (known.Signature is null || Signed(known, request, body))
                && (known.TokenHash is not null || known.Signature is not null);
            if (fits) found ??= known.Source;
        }

        return found;
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

    /// <summary>The hash of the token that the header presents; hashes are compared, so that the length of a secret does not show either.</summary>
    private static bool TryToken(string authorization, Span<byte> hash)
    {
        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return false;
        var scheme = authorization.AsSpan(0, space);
        var rest = authorization.AsSpan(space + 1).Trim();
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(rest.ToString()), hash);
            return true;
        }

        var decoded = new byte[rest.Length];
        if (!scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64Chars(rest, decoded, out var length)) return false;
        var colon = decoded.AsSpan(0, length).IndexOf((byte)':');
        if (colon < 0) return false;
        SHA256.HashData(decoded.AsSpan(colon + 1, length - colon - 1), hash);
        return true;
    }

    private sealed class Known(AlertSource source)
    {
        public AlertSource Source { get; } = source;

        public byte[]? TokenHash { get; } = source.Token is { } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

        public Signature? Signature { get; } = source.HmacSecret is { } secret ? new Signature(secret) : null;
    }
}
