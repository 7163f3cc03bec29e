using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Servers.GitHub.State;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>Who a request's <c>Authorization</c> is of.</summary>
internal static class Callers
{
    public static Caller Identify(GitHubSystem github, HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var given) || given.Parameter is not { } secret)
        {
            throw new ApiError(401, "Requires authentication");
        }

        var scheme = given.Scheme.ToLowerInvariant();
        if (scheme is not ("bearer" or "token"))
        {
            throw new ApiError(401, "Bad credentials");
        }

        if (secret.Split('.').Length == 3)
        {
            return scheme == "bearer" ? App(github, secret) : throw new ApiError(401, "A JSON web token could not be decoded");
        }

        if (!github.Tokens.TryGetValue(secret, out var token) || token.Ends <= github.Now)
        {
            throw new ApiError(401, "Bad credentials");
        }

        return new Caller(token.User.Login, token.User) { IsInstallation = token.User.Type == "Bot" };
    }

    private static Caller App(GitHubSystem github, string token)
    {
        var parts = token.Split('.');
        JsonNode? header;
        JsonNode? claims;
        bool signed;
        try
        {
            header = JsonNode.Parse(Decode(parts[0]));
            claims = JsonNode.Parse(Decode(parts[1]));
            signed = github.App.Key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (Exception exception) when (exception is FormatException or System.Text.Json.JsonException)
        {
            throw new ApiError(401, "A JSON web token could not be decoded");
        }

        if ((string?)header?["alg"] != "RS256" || !signed)
        {
            throw new ApiError(401, "A JSON web token could not be decoded");
        }

        var now = github.Now.ToUnixTimeSeconds();
        var (issued, expires) = ((long?)claims?["iat"] ?? 0, (long?)claims?["exp"] ?? 0);
        if (issued > now)
        {
            throw new ApiError(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
        }

        if (expires <= now || expires > now + 600)
        {
            throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
        }

        var issuer = claims?["iss"]?.ToString();
        return issuer == github.App.ClientId || issuer == github.App.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ? new Caller("app", null)
            : throw new ApiError(404, "Integration not found");
    }

    private static byte[] Decode(string part)
    {
        var text = part.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight(text.Length + ((4 - (text.Length % 4)) % 4), '='));
    }
}
