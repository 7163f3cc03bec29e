using System.Globalization;
using System.Text;

namespace ChatOps.Operations.Command;

/// <summary>Keeps the beginning and the end of what a program writes, on both its streams in the order it came; what lies between is only counted.</summary>
internal sealed class BoundedOutput
{
    private const int Head = 8 * 1024;
    private const int Tail = 24 * 1024;

    private readonly Lock _lock = new();
    private readonly byte[] _head = new byte[Head];
    private readonly byte[] _tail = new byte[Tail];
    private long _length;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var toHead = (int)Math.Min(bytes.Length, Math.Max(0, Head - _length));
            bytes[..toHead].CopyTo(_head.AsSpan((int)Math.Min(_length, Head)));
            _length += toHead;
            var rest = bytes[toHead..];
            var skipped = Math.Max(0, rest.Length - Tail);
            _length += skipped;
            foreach (var b in rest[skipped..])
            {
                _tail[(int)((_length - Head) % Tail)] = b;
                _length++;
            }
        }
    }

    /// <summary>Reads a stream to its end into each of them.</summary>
    public static async Task ReadAsync(Stream stream, params IReadOnlyList<BoundedOutput> into)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is var length and > 0)
            {
                foreach (var output in into) output.Add(buffer.AsSpan(0, length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The other end is gone: what was read is what there is.
        }
    }

    /// <summary>What was kept, as text.</summary>
    public string Text()
    {
        lock (_lock)
        {
            var head = Encoding.UTF8.GetString(_head, 0, (int)Math.Min(_length, Head));
            var after = Math.Max(0, _length - Head);
            if (after == 0) return head;
            var kept = (int)Math.Min(after, Tail);
            var tail = new byte[kept];
            for (var i = 0; i < kept; i++) tail[i] = _tail[(int)((after - kept + i) % Tail)];
            var text = Encoding.UTF8.GetString(tail);
            return after <= Tail ? head + text : string.Create(CultureInfo.InvariantCulture, $"{head}\n… {after - kept:N0} bytes left out …\n{text}");
        }
    }
}
