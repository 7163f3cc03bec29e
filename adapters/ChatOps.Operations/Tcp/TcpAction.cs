using System.Globalization;
using System.Net.Sockets;
using ChatOps.Core.Recovery;

namespace ChatOps.Operations.Tcp;

/// <summary>Asks whether somebody accepts a connection.</summary>
internal sealed class TcpAction(TimeProvider time) : IAction
{
    public string Name => "tcp";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("address", ArgumentKind.Text, "Where: host:port.", Required: true),
        new("within", ArgumentKind.Duration, "How long the connection may take."),
    ];

    public IReadOnlyList<string> Values { get; } = ["ms"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments) =>
        arguments.Text("address") is { } address && HostPort.Read(address) is null ? [new("address", $"address holds \"{OutsideText.Line(address, 80)}\"; allowed: {HostPort.Allowed}")] : [];

    public string Preview(ActionArguments arguments) => $"connect to {arguments.Text("address")}";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var address = arguments.Text("address")!;
        var (host, port) = HostPort.Read(address) ?? throw new ArgumentException($"{address} is no {HostPort.Allowed}", nameof(arguments));
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
}
