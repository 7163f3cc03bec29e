using System.Globalization;
using System.Text;

namespace ChatOps.Core.Alerts;

/// <summary>
/// The identity of a label set as Alertmanager computes it (prometheus/common, <c>model</c>): FNV-1a 64 over each label,
/// names sorted: name, 0xFF, value, 0xFF; written as 16 lower hex digits.
/// </summary>
public static class AlertFingerprint
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The fingerprint of these labels.</summary>
    public static string Of(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var hash = Offset;
        foreach (var (name, value) in labels)
        {
            hash = Add(hash, name);
            hash = Add(hash, value);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Add(ulong hash, string text)
    {
        Span<byte> buffer = stackalloc byte[256];
        var bytes = Encoding.UTF8.GetMaxByteCount(text.Length) <= buffer.Length
            ? buffer[..Encoding.UTF8.GetBytes(text, buffer)]
            : Encoding.UTF8.GetBytes(text);
        foreach (var b in bytes) hash = (hash ^ b) * Prime;
        return (hash ^ 0xFF) * Prime;
    }
}
