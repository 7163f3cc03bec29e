using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatOps.Benchmarks.Slack;

/// <summary>
/// Sends at a rate that does not wait for answers, over plain sockets and from a thread of its own: an HTTP client's weight would be the larger part of what is
/// measured, and so would the runtime's timers, which tick every 4 ms on some machines. An answer's time counts from the moment at which its request was due,
/// so that a server that falls behind cannot hide it by slowing its caller down.
/// </summary>
internal sealed class ConstantRate : IDisposable
{
    private const int Connections = 64;

    // Far more than a target needs that keeps up; one that answers nothing any more is told of instead of being waited for.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    // How often is looked at what is due while nothing arrives.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly byte[][] _requests;
    private readonly double _perSecond;
    private readonly Queue<RawConnection> _free = [];
    private readonly Dictionary<Socket, RawConnection> _all = [];
    private readonly double[] _times;

    private ConstantRate(byte[][] requests, int perSecond) => (_requests, _perSecond, _times) = (requests, perSecond, new double[requests.Length]);

    /// <param name="target">Where <c>/slack/commands</c> is.</param>
    /// <param name="commands">What is sent, once each.</param>
    /// <param name="perSecond">How many a second.</param>
    /// <returns>The answers' times in milliseconds, sorted.</returns>
    /// <exception cref="InvalidOperationException">The target refused one, ended a connection, or was not done in time.</exception>
    public static Task<double[]> RunAsync(Uri target, SignedCommands commands, int perSecond)
    {
        var requests = Enumerable.Range(0, commands.Count).Select(number => Request(target, commands, number)).ToArray();
        return Task.Factory.StartNew(
            () =>
            {
                using var run = new ConstantRate(requests, perSecond);
                try
                {
                    run.Connect(target);
                    return run.Run();
                }
                catch (Exception exception) when (exception is SocketException or InvalidOperationException)
                {
                    throw new InvalidOperationException($"{target} at {perSecond} a second: {exception.Message}", exception);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    public void Dispose()
    {
        foreach (var socket in _all.Keys) socket.Dispose();
    }

    private static byte[] Request(Uri target, SignedCommands commands, int number)
    {
        var body = commands.BodyOf(number);
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /slack/commands HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\nX-Slack-Request-Timestamp: {commands.Stamp}\r\nX-Slack-Signature: {commands.SignatureOf(number)}\r\n\r\n{body}"));
    }

    private void Connect(Uri target)
    {
        for (var i = 0; i < Connections; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _all.Add(socket, new RawConnection(socket));
            socket.Connect(IPAddress.Loopback, target.Port);
            _free.Enqueue(_all[socket]);
        }
    }

    private double[] Run()
    {
        var (next, answered) = (0, 0);
        var readable = new List<Socket>(Connections);
        var until = DueAt(_requests.Length) + Grace;
        var began = Stopwatch.GetTimestamp();
        while (answered < _requests.Length)
        {
            while (next < _requests.Length && DueAt(next) <= Stopwatch.GetElapsedTime(began) && _free.TryDequeue(out var idle)) idle.Send(next, _requests[next++]);
            readable.Clear();
            readable.AddRange(_all.Keys);
            Socket.Select(readable, null, null, Look);
            foreach (var connection in readable.Select(socket => _all[socket]))
            {
                if (!connection.Receive()) continue;
                _times[connection.Number] = (Stopwatch.GetElapsedTime(began) - DueAt(connection.Number)).TotalMilliseconds;
                _free.Enqueue(connection);
                answered++;
            }

            if (Stopwatch.GetElapsedTime(began) > until) throw new InvalidOperationException($"{answered} of {_requests.Length} were answered within {until.TotalSeconds:0} s.");
        }

        Array.Sort(_times);
        return _times;
    }

    private TimeSpan DueAt(int number) => TimeSpan.FromSeconds(number / _perSecond);
}
