using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ChatOps.Tests.Operations;

/// <summary>A name server on loopback that knows one name: db.example has the addresses 10.0.0.3 and 10.0.0.4, or another last byte. Everything else does not exist.</summary>
internal sealed class NameServer : IDisposable
{
    private readonly UdpClient _udp = new(new IPEndPoint(IPAddress.Loopback, 0));

    private readonly byte[] _last;

    public NameServer(params byte[] last)
    {
        _last = last.Length == 0 ? [3, 4] : last;
        _ = ServeAsync();
    }

    public string Address => _udp.Client.LocalEndPoint!.ToString()!;

    public void Dispose() => _udp.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var asked = await _udp.ReceiveAsync();
                await _udp.SendAsync(Answer(asked.Buffer), asked.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
        }
    }

    private byte[] Answer(byte[] query)
    {
        var end = 12;
        List<string> labels = [];
        while (query[end] != 0)
        {
            labels.Add(System.Text.Encoding.ASCII.GetString(query, end + 1, query[end]));
            end += query[end] + 1;
        }

        var question = query[12..(end + 5)];
        var type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end + 1));
        var known = string.Join('.', labels) == "db.example";
        byte[][] addresses = known && type == 1 ? [.. _last.Select(last => (byte[])[10, 0, 0, last])] : [];
        List<byte> answer = [query[0], query[1], 0x81, (byte)(known ? 0x80 : 0x83), 0, 1, 0, (byte)addresses.Length, 0, 0, 0, 0, .. question];
        foreach (var address in addresses) answer.AddRange([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. address]);
        return [.. answer];
    }
}
