using System.Net;

namespace ChatOps.Bot.Configuration;

/// <summary>Where the program listens (configuration <c>Urls</c>, or <c>Kestrel:Endpoints</c> for HTTPS), and what leads to it from outside.</summary>
/// <param name="Urls">Addresses for plain HTTP, separated by semicolons; <c>http://127.0.0.1:8080</c> by default. Null: the endpoints of <c>Kestrel</c>, which stand for <c>Urls</c> where there are any.</param>
/// <param name="Addresses">All of them, one at least.</param>
/// <param name="PublicUrl">What links in messages start with; null: the first address.</param>
/// <param name="KnownProxies">Proxies whose <c>X-Forwarded-*</c> headers are believed.</param>
internal sealed record ListenSettings(string? Urls, IReadOnlyList<BindingAddress> Addresses, Uri? PublicUrl, IReadOnlyList<IPAddress> KnownProxies)
{
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>Whether nobody but this machine can reach any of the addresses.</summary>
    public bool LoopbackOnly => Addresses.All(IsLoopback);

    /// <summary>The addresses that others can reach, for people.</summary>
    public string Reachable => string.Join("; ", Addresses.Where(address => !IsLoopback(address)));

    /// <summary>What links to our own pages start with: without a slash at the end, and a name that leads here where all addresses are listened on.</summary>
    public string LinkBase
    {
        get
        {
            if (PublicUrl is not null) return PublicUrl.AbsoluteUri.TrimEnd('/');
            var (scheme, host, port) = (Addresses[0].Scheme, Addresses[0].Host, Addresses[0].Port);
            return new UriBuilder(scheme, host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : host, port).Uri.GetLeftPart(UriPartial.Authority);
        }
    }

    public static ListenSettings Read(KeyReader keys, IConfiguration configuration)
    {
        var urls = keys.Text("Urls");
        keys.LeaveAlone("Kestrel");
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => ($"Kestrel:Endpoints:{endpoint.Key}:Url", endpoint["Url"])).ToArray();
        urls = endpoints.Length > 0 ? null : urls ?? DefaultUrls;
        var written = (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => ("Urls", (string?)url)).Concat(endpoints);
        var addresses = written.Select(pair => ReadAddress(pair.Item1, pair.Item2, keys.Findings)).OfType<BindingAddress>().ToArray();
        return new(urls, addresses.Length == 0 ? [BindingAddress.Parse(DefaultUrls)] : addresses, keys.Address("PublicUrl"), keys.Section("ForwardedHeaders", ReadProxies));
    }

    private static bool IsLoopback(BindingAddress address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    private static BindingAddress? ReadAddress(string key, string? url, Findings findings)
    {
        var https = key != "Urls";
        try
        {
            var address = BindingAddress.Parse(url ?? "");
            if ((address.Scheme == "http" || (https && address.Scheme == "https")) && !address.IsUnixPipe && !address.IsNamedPipe) return address;
        }
        catch (FormatException)
        {
            // Said below, with what is allowed.
        }

        findings.Mistake($"{key} holds {KeyReader.Shown(url)}; allowed: {(https ? "an http or https address with a port" : "http addresses with a port, separated by semicolons (HTTPS: Kestrel:Endpoints)")}, such as {DefaultUrls}");
        return null;
    }

    private static List<IPAddress> ReadProxies(KeyReader keys)
    {
        var proxies = new List<IPAddress>();
        foreach (var text in keys.List("KnownProxies"))
        {
            if (IPAddress.TryParse(text, out var address)) proxies.Add(address);
            else keys.Findings.Mistake($"{keys.PathOf("KnownProxies")} holds {KeyReader.Shown(text)}; allowed: IP addresses");
        }

        return proxies;
    }
}
