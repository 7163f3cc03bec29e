using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Teams.Keys;

/// <summary>Makes the tokens that activities carry, with one flaw at a time.</summary>
internal sealed class TokenMint(KeyRing keys, TeamsServerOptions options)
{
    private const string Issuer = "https://api.botframework.com";

    /// <summary>The <c>Authorization</c> header; null: none.</summary>
    public string? Header(string serviceUrl, TeamsTokenFlaw flaw)
    {
        var key = keys.Current;
        var payload = Payload(serviceUrl, flaw);
        return flaw switch
        {
            TeamsTokenFlaw.Missing => null,
            TeamsTokenFlaw.OtherScheme => "Basic " + Convert.ToBase64String("bot:secret"u8),
            TeamsTokenFlaw.AlgNone => "Bearer " + Jwt.Signed(new JsonObject { ["alg"] = "none", ["typ"] = "JWT", ["kid"] = key.Id }, payload, _ => []),
            TeamsTokenFlaw.Hs256WithPublicKey => "Bearer " + Jwt.Signed(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT", ["kid"] = key.Id }, payload, bytes => HMACSHA256.HashData(key.Rsa.ExportSubjectPublicKeyInfo(), bytes)),
            TeamsTokenFlaw.OtherHash => "Bearer " + Jwt.Signed(new JsonObject { ["alg"] = "RS512", ["typ"] = "JWT", ["kid"] = key.Id }, payload, bytes => key.Rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
            TeamsTokenFlaw.UnknownKey => "Bearer " + Jwt.Rs256(keys.Unannounced(), payload),
            TeamsTokenFlaw.NoKey => "Bearer " + Jwt.Signed(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" }, payload, bytes => key.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            TeamsTokenFlaw.WrongSignature => "Bearer " + Jwt.Rs256(keys.Unannounced(), payload, key.Id),
            TeamsTokenFlaw.NotEndorsed => "Bearer " + Jwt.Rs256(keys.AnnounceFor("webchat"), payload),
            TeamsTokenFlaw.Truncated => "Bearer " + Jwt.Rs256(key, payload)[..^20],
            _ => "Bearer " + Jwt.Rs256(key, payload),
        };
    }

    private JsonObject Payload(string serviceUrl, TeamsTokenFlaw flaw)
    {
        var now = options.Time.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["iss"] = flaw switch { TeamsTokenFlaw.WrongIssuer => "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", TeamsTokenFlaw.GovernmentIssuer => "https://api.botframework.us", _ => Issuer },
            ["aud"] = flaw switch
            {
                TeamsTokenFlaw.WrongAudience => Issuer,
                TeamsTokenFlaw.OtherApp => "00000000-aaaa-bbbb-cccc-000000000000",
                TeamsTokenFlaw.TwoAudiences => new JsonArray(options.AppId, Issuer),
                _ => options.AppId,
            },
            ["nbf"] = flaw == TeamsTokenFlaw.NotYetValid ? now + 360 : now - 60,
            ["exp"] = flaw switch { TeamsTokenFlaw.Expired => now - 360, TeamsTokenFlaw.JustExpired => now - 240, _ => now + 3600 },
            ["serviceurl"] = flaw == TeamsTokenFlaw.OtherServiceUrl ? "https://smba.trafficmanager.net/elsewhere/" : serviceUrl,
        };
        if (flaw is TeamsTokenFlaw.Expired or TeamsTokenFlaw.JustExpired) payload["nbf"] = now - 4000;
        if (flaw == TeamsTokenFlaw.NoEnd) payload.Remove("exp");
        if (flaw == TeamsTokenFlaw.NoServiceUrl) payload.Remove("serviceurl");
        if (flaw == TeamsTokenFlaw.Oversized) payload["filler"] = new string('x', 12_000);
        return payload;
    }
}
