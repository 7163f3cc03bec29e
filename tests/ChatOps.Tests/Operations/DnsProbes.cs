using ChatOps.Core.Recovery;
using ChatOps.Operations.Dns;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>dns</c> against a name server on loopback.</summary>
internal sealed class DnsProbes
{
    private readonly DnsAction _dns = new(TimeProvider.System);

    [TestCase("db.example", "A", null, true, "db.example (A) resolves to 10.0.0.3, 10.0.0.4 (# ms, asked SERVER)")]
    [TestCase("db.example", "A", "10.0.0.4", true, "db.example (A) resolves to 10.0.0.3, 10.0.0.4 (# ms, asked SERVER)")]
    [TestCase("db.example", "A", "10.0.0.9", false, "db.example (A) resolves to 10.0.0.3, 10.0.0.4; 10.0.0.9 is expected (# ms, asked SERVER)")]
    [TestCase("db.example", "AAAA", null, false, "db.example has no AAAA record (# ms, asked SERVER)")]
    [TestCase("web.example", "A", null, false, "web.example (A) does not resolve: NotExistentDomain (# ms, asked SERVER)")]
    public async Task What_a_server_says_is_held_against_what_is_expected(string name, string type, string? expected, bool passed, string sentence)
    {
        using var server = new NameServer();
        var arguments = ActionArguments.Of(("name", name), ("type", type), ("server", server.Address));
        if (expected is not null) arguments = arguments.With("expect", new ArgumentValue.List([expected]));

        var result = await _dns.RunAsync(arguments, default);

        Assert.That(Text.Figures(result.Sentence, "ms").Replace(server.Address, "SERVER", StringComparison.Ordinal), Is.EqualTo(sentence));
        Assert.That(result.Passed, Is.EqualTo(passed));
    }

    [Test]
    public async Task Servers_that_disagree_are_named_with_what_each_says()
    {
        using var resolver = new NameServer(9);
        using var other = new NameServer(4, 3);
        using var inCharge = new NameServer(3, 4);
        var asked = ActionArguments.Of(("name", "db.example"), ("server", resolver.Address), ("compareWith", $"{other.Address}, {inCharge.Address}"));

        var result = await _dns.RunAsync(asked, default);

        Assert.That(result.Sentence, Is.EqualTo($"db.example (A) is 10.0.0.9 by {resolver.Address}; by {inCharge.Address} it is 10.0.0.3, 10.0.0.4"));
        Assert.That((result.Passed, result.Values!["different"]), Is.EqualTo((false, "1")));
    }

    [Test]
    public async Task A_silent_server_in_charge_is_told_with_what_the_others_say()
    {
        using var resolver = new NameServer(9);
        using var silent = new System.Net.Sockets.UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var inCharge = silent.Client.LocalEndPoint!.ToString()!;

        var result = await _dns.RunAsync(ActionArguments.Of(("name", "db.example"), ("server", resolver.Address), ("compareWith", inCharge)), default);

        Assert.That(Text.Figures(result.Sentence, "s"), Is.EqualTo($"{inCharge} gave no answer for db.example (A) within # s, so what the others say cannot be judged: db.example (A) is 10.0.0.9 by {resolver.Address}"));
        Assert.That(result.Passed, Is.False);
    }

    [Test]
    public async Task Servers_that_agree_pass_in_whatever_order_they_answer()
    {
        using var resolver = new NameServer(4, 3);
        using var inCharge = new NameServer(3, 4);

        var result = await _dns.RunAsync(ActionArguments.Of(("name", "db.example"), ("server", resolver.Address), ("compareWith", inCharge.Address)), default);

        Assert.That((result.Passed, result.Values!["different"]), Is.EqualTo((true, "0")), result.Sentence);
        Assert.That(result.Sentence, Does.EndWith($"; {inCharge.Address} says the same"));
    }

    [TestCase("compareWith", "10.0.0.1, dns.example", "compareWith holds \"dns.example\"; allowed: IP addresses, each with a port or without, divided by commas")]
    [TestCase("server", "dns.example", "server holds \"dns.example\"; allowed: an IP address, or one with a port (127.0.0.1:5353)")]
    [TestCase("name", "a b", "name holds \"a b\"; allowed: a name, such as db-1.example.org")]
    [TestCase("name", "a..b", "name holds \"a..b\"")]
    [TestCase("type", "ANY", "type holds \"ANY\"; allowed: A, AAAA, CNAME, MX, NS, PTR, SOA, SRV, TXT")]
    public void Wrong_arguments_are_named(string name, string value, string mistake) =>
        Assert.That(ArgumentCheck.Mistakes(_dns, ActionArguments.Of(("name", "db.example"), (name, value))).Select(found => found.Sentence), Has.One.StartsWith(mistake));
}
