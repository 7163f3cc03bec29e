using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.GitHub.Access;

/// <summary>What an app shows to be itself: a claim that it signs anew for every few minutes.</summary>
internal sealed class AppClaim : IDisposable
{
    /// <summary>GitHub's clock may be behind ours.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>GitHub takes ten minutes at most.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(9);

    private readonly RSA _key = RSA.Create();
    private readonly string _issuer;
    private readonly TimeProvider _time;

    /// <summary>Makes one.</summary>
    /// <param name="issuer">The app's id or client id.</param>
    /// <param name="privateKey">PEM, PKCS#1 (as GitHub gives it) or PKCS#8.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">The key is no PEM of an RSA key.</exception>
    public AppClaim(string issuer, string privateKey, TimeProvider time)
    {
        _key.ImportFromPem(privateKey);
        (_issuer, _time) = (issuer, time);
    }

    /// <summary>A claim that is good now.</summary>
    public string Sign()
    {
        var issued = _time.GetUtcNow() - ClocksDiffer;
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"iat":{{issued.ToUnixTimeSeconds()}},"exp":{{(issued + Life).ToUnixTimeSeconds()}},"iss":{{System.Text.Json.JsonSerializer.Serialize(_issuer)}}}""");
        var signed = $"{Part("""{"alg":"RS256","typ":"JWT"}"""u8)}.{Part(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Part(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Whether a text is a private key that can sign.</summary>
    public static bool IsKey(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return key.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string Part(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
