using System.Net;
using DnsClient;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>Asks a name server, for the suite alone.</summary>
internal static class DnsProbe
{
    /// <summary>The first address of a name, or null.</summary>
    public static async Task<string?> AddressAsync(int port, string name)
    {
        var client = new LookupClient(new LookupClientOptions(new IPEndPoint(IPAddress.Loopback, port)) { UseCache = false, Retries = 0, Timeout = TimeSpan.FromSeconds(2), ThrowDnsErrors = false });
        try
        {
            return (await client.QueryAsync(name, QueryType.A)).Answers.ARecords().FirstOrDefault()?.Address.ToString();
        }
        catch (DnsResponseException)
        {
            return null;
        }
    }
}
