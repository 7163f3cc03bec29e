using System.Net;
using ChatOps.Alerting;
using ChatOps.Alerting.Mapping.Shipped;
using ChatOps.Core.Alerts;

namespace ChatOps.Bot.Configuration;

/// <summary>One sender of alerts (configuration <c>Sources:{name}</c>).</summary>
/// <param name="Source">How it is told apart from others.</param>
/// <param name="WatchdogWithin">How long its Watchdog may be absent, once seen; 10 minutes by default, 1 s to 7 days.</param>
/// <param name="SilentAfter">After how long without anything from it, once heard, it has fallen silent; null (the default): most tools say nothing while all is well. 1 s to 30 days.</param>
internal sealed record SourceSettings(AlertSource Source, TimeSpan WatchdogWithin, TimeSpan? SilentAfter)
{
    private const int FingerprintDigits = 64;

    /// <summary>What incidents call it.</summary>
    public string Name => Source.Name;

    public static IReadOnlyList<SourceSettings> Read(KeyReader keys)
    {
        var sources = keys.Sections("Sources", ReadSource);
        foreach (var twins in sources.GroupBy(source => (source.Source.Token, source.Source.HmacSecret)).Where(group => group.Key != default && group.Count() > 1))
        {
            keys.Findings.Mistake($"Sources holds the same secret for {string.Join(" and ", twins.Select(twin => twin.Source.Name))}; allowed: a secret of its own for each, since it tells them apart");
        }

        return sources;
    }

    private static SourceSettings ReadSource(string name, KeyReader keys)
    {
        var kind = keys.Choice("Kind", SourceKind.Any);
        var source = new AlertSource(name, kind, keys.Secret("Token"), keys.Secret("HmacSecret"), keys.Text("SignatureHeader"), keys.Text("TimestampHeader"))
        {
            TokenHeader = keys.Text("TokenHeader"),
            Addresses = ReadAddresses(keys),
            Certificates = ReadCertificates(keys),
            Topics = keys.List("Topics"),
            Branches = keys.List("Branches"),
            Maps = MapSettings.Read(keys, ShippedMaps.Of(kind)),
        };
        if (kind == SourceKind.Mapping && source.Maps.Count == 0) keys.Wrong("Map", "a section that says where in the message what stands: Name and Status at least");
        CheckTopics(keys, source);
        string[] proofs = ["Token", "HmacSecret", "Addresses", "ClientCertificates", "Topics"];
        if (source.IsOpen && !proofs.Any(keys.Has))
        {
            keys.Findings.Mistake(kind == SourceKind.Sns
                ? $"{keys.PathOf("Topics")} holds nothing; allowed: the ARNs of the topics whose messages are taken, such as arn:aws:sns:eu-central-1:123456789012:alarms"
                : $"{keys.PathOf("Token")} holds nothing; allowed: the text that the sender gives as its bearer token (or {keys.PathOf("HmacSecret")}, the secret that signs its bodies)");
        }

        return new(
            source,
            keys.Duration("WatchdogWithin", Watchdog.UsuallyWithin, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
            keys.Text("SilentAfter") is null ? null : keys.Duration("SilentAfter", TimeSpan.FromDays(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)));
    }

    private static void CheckTopics(KeyReader keys, AlertSource source)
    {
        if (source.Topics.Count > 0 && source.Kind != SourceKind.Sns) keys.Findings.Mistake($"{keys.PathOf("Topics")} is set, and {keys.PathOf("Kind")} is {source.Kind}; allowed: Topics for a source of kind Sns");
        foreach (var topic in source.Topics.Where(topic => topic.Split(':') is not ["arn", _, "sns", { Length: > 0 }, { Length: > 0 }, { Length: > 0 }]))
        {
            keys.Findings.Mistake($"{keys.PathOf("Topics")} holds {KeyReader.Shown(topic)}; allowed: ARNs of topics, such as arn:aws:sns:eu-central-1:123456789012:alarms");
        }
    }

    private static List<IPNetwork> ReadAddresses(KeyReader keys)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in keys.List("Addresses"))
        {
            if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(text, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else keys.Findings.Mistake($"{keys.PathOf("Addresses")} holds {KeyReader.Shown(text)}; allowed: IP addresses and ranges, such as 10.1.2.3 and 10.1.0.0/16");
        }

        return networks;
    }

    private static List<string> ReadCertificates(KeyReader keys)
    {
        var fingerprints = new List<string>();
        foreach (var text in keys.List("ClientCertificates"))
        {
            var digits = text.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
            if (digits.Length == FingerprintDigits && digits.All(char.IsAsciiHexDigit)) fingerprints.Add(digits);
            else keys.Findings.Mistake($"{keys.PathOf("ClientCertificates")} holds {KeyReader.Shown(text)}; allowed: SHA-256 fingerprints of certificates, 64 hexadecimal digits (openssl x509 -noout -fingerprint -sha256)");
        }

        return fingerprints;
    }
}
