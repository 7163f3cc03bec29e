using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Teams.Keys;

/// <summary>Writes tokens, right and wrong ones.</summary>
internal static class Jwt
{
    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string Signed(JsonObject header, JsonObject payload, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(payload.ToJsonString()))}";
        return $"{text}.{Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public static string Rs256(Key key, JsonObject payload, string? kid = null) => Signed(
        new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = kid ?? key.Id, ["x5t"] = kid ?? key.Id },
        payload,
        bytes => key.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
}
