using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace ChatOps.Benchmarks.Slack;

/// <summary>A connection over which one request at a time is under way.</summary>
internal sealed class RawConnection(Socket socket)
{
    private readonly byte[] _buffer = new byte[8192];
    private int _length;

    /// <summary>The number of the request that is under way, or was last.</summary>
    public int Number { get; private set; } = -1;

    public void Send(int number, byte[] request)
    {
        (Number, _length) = (number, 0);
        var sent = socket.Send(request);
        if (sent != request.Length) throw new InvalidOperationException($"{sent} of {request.Length} bytes could be sent.");
    }

    /// <summary>Takes what has come.</summary>
    /// <returns>Whether the answer is whole.</returns>
    public bool Receive()
    {
        var read = _length == _buffer.Length ? throw new InvalidOperationException("An answer is longer than it may be.") : socket.Receive(_buffer.AsSpan(_length));
        if (read == 0) throw new InvalidOperationException($"The connection was ended, {_length} bytes into the answer to request {Number}.");
        _length += read;
        var answer = _buffer.AsSpan(0, _length);
        if (!IsWhole(answer)) return false;
        return answer.StartsWith("HTTP/1.1 200 "u8) ? true : throw new InvalidOperationException($"Request {Number} was answered: {Encoding.UTF8.GetString(answer)}");
    }

    /// <summary>Whether the answer has come to its end, by its length or its last chunk.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var rest = answer[..head];
        while (rest.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            rest = rest[(end + 2)..];
            var name = "Content-Length:"u8;
            if (rest.Length > name.Length && Ascii.EqualsIgnoreCase(rest[..name.Length], name))
            {
                return Utf8Parser.TryParse(rest[name.Length..].TrimStart((byte)' '), out int length, out _) && answer.Length - head - 4 >= length;
            }
        }

        return answer.EndsWith("0\r\n\r\n"u8);
    }
}
