using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Http;

/// <summary>Checks HMAC-SHA256 signatures of bodies, in constant time, and signs what is sent.</summary>
/// <param name="secret">The shared secret; its UTF-8 bytes are the key.</param>
public sealed class Signature(string secret)
{
    /// <summary>How far a signed time may lie from now, either way.</summary>
    public static readonly TimeSpan ReplayWindow = TimeSpan.FromMinutes(5);

    private const string Prefix = "sha256=";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Whether the signature is the one of this body.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="presented">Hexadecimal or Base64, with <c>sha256=</c> before it or without.</param>
    public bool Fits(ReadOnlySpan<byte> body, string presented) => Fits([], body, presented);

    /// <summary>Whether the signature is the one of this body at the time that the sender says, and the time is within <see cref="ReplayWindow"/> of now.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="presented">As in <see cref="Fits(ReadOnlySpan{byte}, string)"/>; signed is <c>{timestamp}:{body}</c>.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="now">The time.</param>
    public bool Fits(ReadOnlySpan<byte> body, string presented, string timestamp, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(timestamp);
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)ReplayWindow.TotalSeconds) return false;
        return Fits(Encoding.UTF8.GetBytes(timestamp + ":"), body, presented);
    }

    /// <summary>Signs a body that is sent at this time: hexadecimal, with <c>sha256=</c> before it; signed is <c>{timestamp}:{body}</c>.</summary>
    /// <param name="body">The body as it is sent.</param>
    /// <param name="timestamp">Unix seconds.</param>
    public string Of(ReadOnlySpan<byte> body, string timestamp)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp + ":"));
        hash.AppendData(body);
        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private bool Fits(ReadOnlySpan<byte> before, ReadOnlySpan<byte> body, string presented)
    {
        ArgumentNullException.ThrowIfNull(presented);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(before);
        hash.AppendData(body);
        hash.GetHashAndReset(expected);
        return TryRead(presented.AsSpan().Trim(), given) && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) text = text[Prefix.Length..];
        return text.Length == bytes.Length * 2
            ? Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            : Convert.TryFromBase64Chars(text, bytes, out var written) && written == bytes.Length;
    }
}
