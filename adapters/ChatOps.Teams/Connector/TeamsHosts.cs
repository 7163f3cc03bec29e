using System.Net;

namespace ChatOps.Teams.Connector;

/// <summary>Where we call, and where our token goes. Whoever gets an activity accepted names an address; only one of Microsoft's hosts is believed.</summary>
internal sealed class TeamsHosts(TeamsOptions options)
{
    /// <summary>Whether our token may go there.</summary>
    public bool MayHaveToken(Uri address) =>
        options.ConnectorHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>Whether it is called at all: such a host, or the emulator on this machine where it is allowed, which gets no token.</summary>
    public bool MayBeCalled(Uri address) => MayHaveToken(address) || (options.AllowAnonymous && address.IsLoopback && address.Scheme is "http" or "https");

    /// <summary>Reads a service URL; null when it is no address.</summary>
    public static Uri? Read(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : null;

    /// <summary>A path below a service URL, which may end in a slash or not.</summary>
    /// <param name="service">The service URL.</param>
    /// <param name="path">The path's parts; each is escaped whole.</param>
    public static Uri Below(Uri service, params IEnumerable<string> path) =>
        new(service.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + string.Join('/', path.Select(Uri.EscapeDataString)));

    /// <summary>Whether a caller sits on this machine.</summary>
    public static bool IsLocal(IPAddress? address) => address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
