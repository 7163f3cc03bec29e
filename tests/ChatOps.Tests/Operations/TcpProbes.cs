using System.Net;
using System.Net.Sockets;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Tcp;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>tcp</c> against a real listener on loopback.</summary>
internal sealed class TcpProbes
{
    private readonly TcpAction _tcp = new(TimeProvider.System);

    [Test]
    public async Task An_open_port_accepts_and_a_closed_one_refuses()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = listener.LocalEndpoint.ToString()!;
        var open = await _tcp.RunAsync(ActionArguments.Of(("address", address)), default);
        listener.Stop();

        var closed = await _tcp.RunAsync(ActionArguments.Of(("address", address)), default);

        Assert.That((open.Passed, Text.Figures(open.Sentence, "ms")), Is.EqualTo((true, $"{address} accepted a connection in # ms")));
        Assert.That((closed.Passed, Text.Figures(closed.Sentence, "ms")), Is.EqualTo((false, $"{address} refused the connection after # ms")));
    }

    [Test]
    public async Task A_name_that_does_not_resolve_is_said()
    {
        var result = await _tcp.RunAsync(ActionArguments.Of(("address", "nobody.invalid:80")), default);

        Assert.That(result.Sentence, Does.StartWith("the name nobody.invalid does not resolve ("));
    }

    [TestCase("db-1:5432", true)]
    [TestCase("127.0.0.1:1", true)]
    [TestCase("[::1]:65535", true)]
    [TestCase("db-1", false)]
    [TestCase("db-1:0", false)]
    [TestCase("db-1:65536", false)]
    [TestCase("::1:80", false)]
    [TestCase("a b:80", false)]
    [TestCase("http://a:80", false)]
    [TestCase(":80", false)]
    public void An_address_is_a_host_and_a_port(string address, bool good) =>
        Assert.That(_tcp.Validate(ActionArguments.Of(("address", address))), good ? Is.Empty : Has.One.Matches<ArgumentMistake>(mistake => mistake!.Sentence.EndsWith("allowed: host:port, such as db-1:5432 or [::1]:5432", StringComparison.Ordinal)));
}
