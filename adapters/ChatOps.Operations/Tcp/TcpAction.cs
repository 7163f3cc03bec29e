using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Tcp;

/// <summary>Asks whether somebody accepts a connection.</summary>
internal sealed class TcpAction(TimeProvider time) : IAction
{
    private const string AddressAllowed = "host:port, such as db-1:5432 or [::1]:5432";

    public string Name => "tcp";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("address", ArgumentKind.Text, "Where: host:port.", Required: true),
        new("within", ArgumentKind.Duration, "How long the connection may take."),
    ];

    public IReadOnlyList<string> Values { get; } = ["ms"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) =>
        arguments.Text("address") is { } address && Read(address) is null ? [new("address", $"address holds \"{OutsideText.Line(address, 80)}\"; allowed: {AddressAllowed}")] : [];

    public string Preview(ActionArguments arguments) => $"connect to {arguments.Text("address")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var address = arguments.Text("address")!;
        var (host, port) = Read(address) ?? throw new ArgumentException($"{address} is no {AddressAllowed}", nameof(arguments));
        var start = time.GetTimestamp();
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, cancellationToken);
        }
        catch (SocketException e)
        {
            var after = DurationText.Of(time.GetElapsedTime(start));
            return new(false, e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => $"{address} refused the connection after {after}",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the name {host} does not resolve ({after})",
                SocketError.TimedOut => $"{address} did not answer within {after}",
                SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"there is no way to {address} ({after})",
                _ => $"{address}: {e.Message} ({after})",
            });
        }

        var took = time.GetElapsedTime(start);
        var values = new Dictionary<string, string> { ["ms"] = took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) };
        var within = arguments.Duration("within");
        var sentence = $"{address} accepted a connection in {DurationText.Of(took)}";
        return took > within
            ? new(false, $"{sentence}; {DurationText.Of(within.Value)} is expected", null, values)
            : new(true, sentence, null, values);
    }

    private static (string Host, int Port)? Read(string address)
    {
        var colon = address.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535) return null;
        var host = address[..colon];
        if (host.StartsWith('[') && host.EndsWith(']')) return IPAddress.TryParse(host[1..^1], out var ip) ? (ip.ToString(), port) : null;
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 ? (host, port) : null;
    }
}
