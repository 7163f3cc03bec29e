using System.Globalization;
using System.Net;

namespace ChatOps.Operations;

/// <summary>A place that accepts connections: <c>db-1:5432</c>, <c>[::1]:5432</c>.</summary>
internal static class HostPort
{
    public const string Allowed = "host:port, such as db-1:5432 or [::1]:5432";

    /// <summary>Host (an IPv6 address without its brackets) and port; null when it is none.</summary>
    public static (string Host, int Port)? Read(string address)
    {
        var colon = address.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535) return null;
        var host = address[..colon];
        if (host.StartsWith('[') && host.EndsWith(']')) return IPAddress.TryParse(host[1..^1], out var ip) ? (ip.ToString(), port) : null;
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 ? (host, port) : null;
    }
}
