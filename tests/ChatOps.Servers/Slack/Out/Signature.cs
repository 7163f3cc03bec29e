using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Servers.Slack.Out;

/// <summary>The v0 signature over the raw body.</summary>
internal static class Signature
{
    public static string Of(string secret, long stamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v0:{stamp}:")));
        hash.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
