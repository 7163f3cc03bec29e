using System.Net;

namespace ChatOps.Bot.Configuration;

/// <summary>Where the program listens (configuration <c>Urls</c>, or <c>Kestrel:Endpoints</c> for HTTPS), and what leads to it from outside.</summary>
/// <param name="Urls">Addresses for plain HTTP, separated by semicolons; <c>http://127.0.0.1:8080</c> by default.</param>
/// <param name="LoopbackOnly">Whether nobody but this machine can reach any of them.</param>
/// <param name="PublicUrl">What links in messages start with; null: the first address.</param>
/// <param name="KnownProxies">Proxies whose <c>X-Forwarded-*</c> headers are believed.</param>
internal sealed record ListenSettings(string? Urls, bool LoopbackOnly, Uri? PublicUrl, IReadOnlyList<IPAddress> KnownProxies)
{
    public const string DefaultUrls = "http://127.0.0.1:8080";

    public static ListenSettings Read(KeyReader keys, IConfiguration configuration)
    {
        var urls = keys.Text("Urls");
        keys.LeaveAlone("Kestrel");
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => ($"Kestrel:Endpoints:{endpoint.Key}:Url", endpoint["Url"])).ToArray();
        if (urls is null && endpoints.Length == 0) urls = DefaultUrls;
        var addresses = (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => ("Urls", (string?)url)).Concat(endpoints);
        var loopback = true;
        foreach (var (key, url) in addresses) loopback &= IsLoopback(key, url, keys.Findings);
        return new(urls, loopback, keys.Address("PublicUrl"), keys.Section("ForwardedHeaders", ReadProxies));
    }

    private static bool IsLoopback(string key, string? url, Findings findings)
    {
        BindingAddress? address = null;
        try
        {
            address = BindingAddress.Parse(url ?? "");
        }
        catch (FormatException)
        {
        }

        var https = key != "Urls";
        if (address is null || !(address.Scheme == "http" || (https && address.Scheme == "https")) || address.IsUnixPipe || address.IsNamedPipe)
        {
            findings.Mistake($"{key} holds {KeyReader.Shown(url)}; allowed: {(https ? "an http or https address with a port" : "http addresses with a port, separated by semicolons (HTTPS: Kestrel:Endpoints)")}, such as {DefaultUrls}");
            return true;
        }

        return string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
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
