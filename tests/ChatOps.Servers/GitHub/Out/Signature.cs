using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Servers.GitHub.Out;

/// <summary><c>X-Hub-Signature-256</c>.</summary>
internal static class Signature
{
    public static string Of(string secret, ReadOnlySpan<byte> body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
