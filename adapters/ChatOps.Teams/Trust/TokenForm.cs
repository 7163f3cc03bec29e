using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOps.Teams.Trust;

/// <summary>What a token's form tells without any key: most forgeries end here, before anything is fetched for them.</summary>
internal static class TokenForm
{
    /// <summary>Clocks may differ by so much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>The claim that names where the activity's answers go.</summary>
    public const string ServiceUrlClaim = "serviceurl";

    private const int Longest = 8 * 1024;
    private const string Scheme = "Bearer ";

    /// <summary>Reads the header.</summary>
    /// <param name="header">The <c>Authorization</c> header; empty: there is none.</param>
    /// <param name="options">Who may sign, and for whom.</param>
    /// <param name="now">The present.</param>
    /// <param name="refusal">Why it is not worth a look at its signature.</param>
    /// <returns>The token, or null.</returns>
    public static JsonWebToken? Read(string header, TeamsOptions options, DateTimeOffset now, out string refusal)
    {
        refusal = "";
        if (header.Length == 0) refusal = "it has no token";
        else if (header.Length > Longest) refusal = "its token is too long";
        else if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) refusal = "its authorization is no bearer token";
        if (refusal.Length > 0) return null;
        if (Parse(header[Scheme.Length..].Trim()) is not { } token)
        {
            refusal = "its token cannot be read";
            return null;
        }

        refusal = Condemned(token, options, now) ?? "";
        return refusal.Length == 0 ? token : null;
    }

    /// <summary>Why the present is not within the token's time; null: it is.</summary>
    public static string? OutOfTime(DateTime? from, DateTime? to, DateTimeOffset now)
    {
        if (to is null || to == DateTime.MinValue) return "its token never ends";
        if (now - Skew > new DateTimeOffset(DateTime.SpecifyKind(to.Value, DateTimeKind.Utc))) return "its token has ended";
        return from is { } begins && begins != DateTime.MinValue && now + Skew < new DateTimeOffset(DateTime.SpecifyKind(begins, DateTimeKind.Utc)) ? "its token is not valid yet" : null;
    }

    private static JsonWebToken? Parse(string text)
    {
        // Five parts are an encrypted token, which nobody sends us.
        if (text.Count(c => c == '.') != 2) return null;
        try
        {
            return new JsonWebToken(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    private static string? Condemned(JsonWebToken token, TeamsOptions options, DateTimeOffset now)
    {
        try
        {
            if (token.Alg != SecurityAlgorithms.RsaSha256) return $"its token is signed by {OutsideText.Line(token.Alg, 20)}, not by RS256";
            if (token.Kid is not { Length: > 0 }) return "its token names no key";
            if (!options.Issuers.Contains(token.Issuer, StringComparer.Ordinal)) return $"its token is issued by {OutsideText.Line(token.Issuer, 100)}";
            var audiences = token.Audiences.ToList();
            if (options.AppId.Length == 0 || audiences.Count != 1 || !audiences[0].Equals(options.AppId, StringComparison.OrdinalIgnoreCase)) return $"its token is made out to {OutsideText.Line(string.Join(", ", audiences), 100)}";
            if (!token.TryGetPayloadValue<string>(ServiceUrlClaim, out var service) || string.IsNullOrEmpty(service)) return "its token names no service URL";
            return OutOfTime(token.ValidFrom, token.ValidTo, now);
        }
        catch (Exception odd) when (odd is ArgumentException or SecurityTokenException or FormatException or InvalidCastException or OverflowException)
        {
            return "its token has claims that cannot be read";
        }
    }
}
