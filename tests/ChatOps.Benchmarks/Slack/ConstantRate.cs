using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace ChatOps.Benchmarks.Slack;

/// <summary>
/// Sends at a rate that does not wait for answers, over plain sockets: an HTTP client of its own weight would be the larger part of what is measured. An
/// answer's time counts from the moment at which its request was due, so that a server that falls behind cannot hide it by slowing its caller down.
/// </summary>
internal static class ConstantRate
{
    private const int Connections = 64;

    /// <param name="target">Where <c>/slack/commands</c> is.</param>
    /// <param name="commands">What is sent, once each.</param>
    /// <param name="perSecond">How many a second.</param>
    /// <returns>The answers' times in milliseconds, sorted.</returns>
    /// <exception cref="InvalidOperationException">The target refused one, or ended a connection.</exception>
    public static async Task<double[]> RunAsync(Uri target, SignedCommands commands, int perSecond)
    {
        var requests = Enumerable.Range(0, commands.Count).Select(number => Request(target, commands, number)).ToArray();
        var free = Channel.CreateUnbounded<Socket>();
        var sockets = new List<Socket>();
        for (var i = 0; i < Connections; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            sockets.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, target.Port);
            free.Writer.TryWrite(socket);
        }

        var times = new double[requests.Length];
        var sent = new Task[requests.Length];
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < sent.Length; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            while (Stopwatch.GetElapsedTime(began) < due) await tick.WaitForNextTickAsync();
            sent[number] = SendAsync(number, due, await free.Reader.ReadAsync());
        }

        await Task.WhenAll(sent);
        sockets.ForEach(socket => socket.Dispose());
        Array.Sort(times);
        return times;

        async Task SendAsync(int number, TimeSpan due, Socket socket)
        {
            await socket.SendAsync(requests[number], SocketFlags.None);
            await AnswerAsync(socket);
            times[number] = (Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds;
            free.Writer.TryWrite(socket);
        }
    }

    private static byte[] Request(Uri target, SignedCommands commands, int number)
    {
        var body = commands.BodyOf(number);
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /slack/commands HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\nX-Slack-Request-Timestamp: {commands.Stamp}\r\nX-Slack-Signature: {commands.SignatureOf(number)}\r\n\r\n{body}"));
    }

    private static async Task AnswerAsync(Socket socket)
    {
        var buffer = new byte[8192];
        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None);
            if (read == 0) throw new InvalidOperationException("The connection was ended.");
            length += read;
        }
        while (!IsWhole(buffer.AsSpan(0, length)));
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, length));
    }

    /// <summary>Whether the answer has come to its end, by its length or its last chunk.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var headers = Encoding.ASCII.GetString(answer[..head]);
        var named = headers.IndexOf("Content-Length:", StringComparison.OrdinalIgnoreCase);
        if (named < 0) return answer.EndsWith("0\r\n\r\n"u8);
        var figure = headers.AsSpan(named + "Content-Length:".Length);
        var end = figure.IndexOf('\r');
        return answer.Length - head - 4 >= int.Parse(end < 0 ? figure : figure[..end], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
