using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>
/// Ports of 127.0.0.1 for programs that a test starts. They lie below the range from which the system takes ports for outgoing
/// connections, so a port that is free now is still free when the program has started.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_000;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
            if (!taken && Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }

    /// <summary>An address on which nobody listens.</summary>
    public static Uri NobodyThere() => new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), Next()).Uri;
}
