using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Slack;

/// <summary>Checks that a request comes from Slack: version 0 of its signature, over the body as it came, in constant time.</summary>
/// <param name="secret">The app's signing secret; its UTF-8 bytes are the key.</param>
internal sealed class SlackSignature(string secret)
{
    /// <summary>The header of the signature.</summary>
    public const string Header = "X-Slack-Signature";

    /// <summary>The header of the signed time, Unix seconds.</summary>
    public const string TimeHeader = "X-Slack-Request-Timestamp";

    /// <summary>How far the signed time may lie from now, either way.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string Version = "v0=";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Whether Slack signed this body lately.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="signature">What the header says.</param>
    /// <param name="timestamp">What the header of the time says.</param>
    /// <param name="now">The time.</param>
    /// <param name="refusal">Why not, in a sentence.</param>
    public bool Fits(ReadOnlySpan<byte> body, string signature, string timestamp, DateTimeOffset now, [NotNullWhen(false)] out string? refusal)
    {
        refusal = ProblemOf(body, signature, timestamp, now);
        return refusal is null;
    }

    private string? ProblemOf(ReadOnlySpan<byte> body, string signature, string timestamp, DateTimeOffset now)
    {
        if (signature.Length == 0 || timestamp.Length == 0) return $"The request is not signed: the headers {Header} and {TimeHeader} are needed.";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return $"{TimeHeader} holds no Unix time.";
        if (Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Window.TotalSeconds) return "The signed time lies more than 5 minutes from now.";
        return Signed(body, signature, timestamp) ? null : "The signature is not that of this body with the app's signing secret.";
    }

    private bool Signed(ReadOnlySpan<byte> body, string signature, string timestamp)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.ASCII.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        hash.GetHashAndReset(expected);
        return TryRead(signature, given) && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    /// <summary>Slack writes lower-case digits; what differs from that did not come from it.</summary>
    private static bool TryRead(string signature, Span<byte> bytes)
    {
        if (!signature.StartsWith(Version, StringComparison.Ordinal)) return false;
        var digits = signature.AsSpan(Version.Length);
        return digits.Length == bytes.Length * 2
            && digits.IndexOfAnyInRange('A', 'F') < 0
            && Convert.FromHexString(digits, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
