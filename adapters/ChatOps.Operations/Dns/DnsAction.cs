using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ChatOps.Core.Recovery;
using DnsClient;
using DnsClient.Protocol;

namespace ChatOps.Operations.Dns;

/// <summary>Asks a name server for a name. Asks the machine's own servers unless told which; never its hosts file.</summary>
internal sealed partial class DnsAction(TimeProvider time) : IAction
{
    private static readonly string[] Types = ["A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT"];

    public string Name => "dns";

    public IReadOnlyList<ArgumentRule> Arguments { get; } =
    [
        new("name", ArgumentKind.Text, "The name to resolve; for PTR the IP address.", Required: true),
        new("type", ArgumentKind.Choice, "The type of record; A unless it says otherwise.", Choices: Types, Fixed: true),
        new("server", ArgumentKind.Text, "The name server to ask: an IP address, with a port after a colon if it is not 53."),
        new("compareWith", ArgumentKind.Text, "Further name servers, divided by commas, that have to give the same answer; the last one is believed."),
        new("expect", ArgumentKind.List, "Values that the answer must hold, each of them."),
    ];

    public IReadOnlyList<string> Values { get; } = ["first", "count", "ms", "different"];

    public Risk? RiskOf(ActionArguments arguments) => Risk.Observe;

    public IReadOnlyList<ArgumentMistake> Validate(ActionArguments arguments)
    {
        List<ArgumentMistake> mistakes = [];
        if (arguments.Text("server") is { } server && Server(server) is null) mistakes.Add(new("server", $"server holds \"{OutsideText.Line(server, 80)}\"; allowed: an IP address, or one with a port (127.0.0.1:5353)"));
        if (arguments.Text("compareWith") is { } others && Others(others).FirstOrDefault(other => Server(other) is null) is { } wrong) mistakes.Add(new("compareWith", $"compareWith holds \"{OutsideText.Line(wrong, 80)}\"; allowed: IP addresses, each with a port or without, divided by commas"));
        if (arguments.Text("name") is { } name)
        {
            var pointer = arguments.Text("type") == "PTR";
            if (pointer && !IPAddress.TryParse(name, out _)) mistakes.Add(new("name", $"name holds \"{OutsideText.Line(name, 80)}\"; allowed for PTR: an IP address"));
            if (!pointer && !IsName(name)) mistakes.Add(new("name", $"name holds \"{OutsideText.Line(name, 80)}\"; allowed: a name, such as db-1.example.org"));
        }

        return mistakes;
    }

    public string Preview(ActionArguments arguments) => $"resolve {arguments.Text("name")} ({arguments.Text("type") ?? "A"})";

    public async Task<ActionResult> RunAsync(ActionArguments arguments, CancellationToken cancellationToken)
    {
        var (name, type) = (arguments.Text("name")!, arguments.Text("type") ?? "A");
        var start = time.GetTimestamp();
        var others = Others(arguments.Text("compareWith") ?? "");
        var answers = await Task.WhenAll(others.Prepend(arguments.Text("server")).Select(server => AskAsync(server, name, type, cancellationToken)));
        var (response, failure) = answers[0];
        var result = response is null ? new(false, failure!) : Judge(name, type, arguments.List("expect"), response, time.GetElapsedTime(start));
        if (others.Length == 0) return result;
        List<Told> told = [new(arguments.Text("server") ?? response?.NameServer.ToString() ?? "the name server", response is null ? null : Found(response, type), failure)];
        told.AddRange(others.Zip(answers.Skip(1)).Select(pair => new Told(pair.First, pair.Second.Response is { } answer ? Found(answer, type) : null, pair.Second.Failure)));
        return Comparison.Of(name, type, told, result);
    }

    private async Task<(IDnsQueryResponse? Response, string? Failure)> AskAsync(string? server, string name, string type, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            var client = new LookupClient(Options(server));
            return (type == "PTR"
                ? await client.QueryReverseAsync(IPAddress.Parse(name), cancellationToken)
                : await client.QueryAsync(name, Enum.Parse<QueryType>(type), cancellationToken: cancellationToken), null);
        }
        catch (DnsResponseException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, $"{server ?? "the name server"} gave no answer for {name} ({type}) within {DurationText.Of(time.GetElapsedTime(start))}");
        }
    }

    /// <summary>The records of an answer, in one order whatever the server's; else why there are none.</summary>
    private static string Found(IDnsQueryResponse response, string type) =>
        response.HasError ? response.Header.ResponseCode.ToString()
        : response.Answers.Where(answer => answer.RecordType.ToString() == type).Select(Value).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } found ? string.Join(", ", found)
        : "no record";

    private static string[] Others(string text) => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ActionResult Judge(string name, string type, IReadOnlyList<string> expected, IDnsQueryResponse response, TimeSpan took)
    {
        var asked = $"{DurationText.Of(took)}, asked {response.NameServer}";
        if (response.HasError) return new(false, $"{name} ({type}) does not resolve: {response.Header.ResponseCode} ({asked})");
        var found = response.Answers.Where(answer => answer.RecordType.ToString() == type).Select(Value).ToArray();
        var values = new Dictionary<string, string>
        {
            ["count"] = found.Length.ToString(CultureInfo.InvariantCulture),
            ["ms"] = took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        };
        if (found.Length == 0) return new(false, $"{name} has no {type} record ({asked})", null, values);
        values["first"] = found[0];
        var shown = found.Length > 5 ? string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", found.Take(5))} and {found.Length - 5} more") : string.Join(", ", found);
        var missing = expected.Where(value => !found.Contains(value, StringComparer.OrdinalIgnoreCase)).ToArray();
        return missing.Length > 0
            ? new(false, $"{name} ({type}) resolves to {shown}; {string.Join(", ", missing)} is expected ({asked})", null, values)
            : new(true, $"{name} ({type}) resolves to {shown} ({asked})", null, values);
    }

    private static string Value(DnsResourceRecord record) => record switch
    {
        AddressRecord address => address.Address.ToString(),
        CNameRecord alias => alias.CanonicalName.Value.TrimEnd('.'),
        MxRecord mail => string.Create(CultureInfo.InvariantCulture, $"{mail.Preference} {mail.Exchange.Value.TrimEnd('.')}"),
        NsRecord server => server.NSDName.Value.TrimEnd('.'),
        PtrRecord pointer => pointer.PtrDomainName.Value.TrimEnd('.'),
        SrvRecord service => string.Create(CultureInfo.InvariantCulture, $"{service.Priority} {service.Weight} {service.Port} {service.Target.Value.TrimEnd('.')}"),
        SoaRecord authority => string.Create(CultureInfo.InvariantCulture, $"{authority.MName.Value.TrimEnd('.')} {authority.Serial}"),
        TxtRecord text => string.Concat(text.Text),
        _ => record.ToString() ?? "",
    };

    private static LookupClientOptions Options(string? server)
    {
        // The step's own time limit ends it; two tries stay below the usual one, so that the sentence tells who was silent.
        var options = server is null ? new LookupClientOptions() : new LookupClientOptions(Server(server)!);
        options.UseCache = false;
        options.ThrowDnsErrors = false;
        options.Retries = 1;
        options.Timeout = TimeSpan.FromSeconds(2);
        return options;
    }

    private static IPEndPoint? Server(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return new(address, 53);
        return IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0 ? endpoint : null;
    }

    private static bool IsName(string name) => name.Length <= 253 && NameShape().IsMatch(name);

    [GeneratedRegex(@"\A(?:[A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}\.?\z")]
    private static partial Regex NameShape();
}
