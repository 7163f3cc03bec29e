using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ChatOps.Alerting.Receiving;

/// <summary>The tokens that a request presents, as hashes: these are compared, so that the length of a secret does not show either.</summary>
internal sealed class PresentedTokens
{
    // A tool that can be given nothing but an address has its token there, as RFC 6750 and CloudEvents' webhooks call it.
    private const string QueryName = "access_token";
    private const string GitLabHeader = "X-Gitlab-Token";

    private readonly List<byte[]> _hashes = [];

    public static PresentedTokens Of(HttpRequest request, string? inBody)
    {
        var tokens = new PresentedTokens();
        tokens.AddAuthorization(request.Headers.Authorization.ToString());
        tokens.Add(request.Headers[GitLabHeader]);
        tokens.Add(request.Query[QueryName]);
        tokens.Add(inBody);
        return tokens;
    }

    public bool Hold(byte[] hash)
    {
        var found = false;
        foreach (var presented in _hashes) found |= CryptographicOperations.FixedTimeEquals(presented, hash);
        return found;
    }

    /// <summary>Whether a header holds the token of this hash.</summary>
    public static bool IsIn(StringValues header, byte[] hash) =>
        header is [{ Length: > 0 } token] && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), hash);

    private void Add(StringValues given)
    {
        if (given is [{ Length: > 0 } token]) _hashes.Add(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
    }

    private void AddAuthorization(string authorization)
    {
        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return;
        var scheme = authorization.AsSpan(0, space);
        var rest = authorization.AsSpan(space + 1).Trim();
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            _hashes.Add(SHA256.HashData(Encoding.UTF8.GetBytes(rest.ToString())));
            return;
        }

        var decoded = new byte[rest.Length];
        if (!scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64Chars(rest, decoded, out var length)) return;
        var colon = decoded.AsSpan(0, length).IndexOf((byte)':');
        if (colon >= 0) _hashes.Add(SHA256.HashData(decoded.AsSpan(colon + 1, length - colon - 1)));
    }
}
