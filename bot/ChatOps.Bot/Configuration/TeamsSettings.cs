using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatOps.Core.Alerts;
using ChatOps.Teams;
using ChatOps.Teams.AlertChannels;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>Teams</c>.</summary>
internal static class TeamsSettings
{
    /// <summary>What Teams is spoken to with; null when it is not switched on.</summary>
    public static TeamsOptions? Read(KeyReader keys)
    {
        var enabled = keys.Flag("Enabled", false);
        var tenant = keys.Text("TenantId") ?? "";
        var tenants = keys.List("AllowedTenants");
        var hosts = keys.List("ConnectorHosts");
        var issuers = keys.List("Issuers");
        var options = new TeamsOptions
        {
            AppId = keys.Text("AppId") ?? "",
            AppPassword = keys.Secret("AppPassword"),
            Certificate = ReadCertificate(keys),
            TenantId = tenant,
            AllowedTenants = tenants.Count > 0 ? tenants : tenant.Length > 0 ? [tenant] : [],
            OpenIdMetadata = keys.Address("OpenIdMetadata") ?? TeamsOptions.PublicMetadata,
            Issuers = issuers.Count > 0 ? issuers : TeamsOptions.PublicIssuers,
            TokenEndpoint = keys.Address("TokenEndpoint"),
            TokenScope = keys.Text("TokenScope") ?? TeamsOptions.PublicTokenScope,
            ConnectorHosts = hosts.Count > 0 ? hosts : TeamsOptions.PublicConnectorHosts,
            ServiceUrl = keys.Address("ServiceUrl") ?? TeamsOptions.PublicServiceUrl,
            AllowAnonymous = keys.Flag("AllowAnonymous", false),
            DirectMessages = keys.Flag("DirectMessages", false),
            AlertChannels = keys.Sections("AlertChannels", (_, channel) => ReadChannel(channel)),
        };
        if (!enabled) return null;
        CheckIdentity(keys, options, tenants.Count);
        CheckAddresses(keys, options, hosts);
        return options;
    }

    private static void CheckIdentity(KeyReader keys, TeamsOptions options, int tenants)
    {
        if (options.AppPassword is not null && options.Certificate is not null) keys.Wrong("AppPassword", "nothing beside Teams:CertificatePath: a secret or a certificate, not both");
        // The emulator knows no registration.
        if (options.AllowAnonymous && options is { AppId.Length: 0, HasCredential: false }) return;
        if (options.AppId.Length == 0) keys.Wrong("AppId", "the application (client) id of the bot's registration; with Teams:Enabled it is needed");
        if (options.TenantId.Length == 0) keys.Wrong("TenantId", "the directory (tenant) id of the bot's registration; with Teams:Enabled it is needed");
        if (!options.HasCredential) keys.Wrong("AppPassword", "the registration's client secret, or Teams:CertificatePath; one of the two is needed");
        if (options.TenantId.Equals("botframework.com", StringComparison.OrdinalIgnoreCase) && tenants == 0)
        {
            keys.Wrong("AllowedTenants", "the directory ids whose people are heard; a multi-tenant registration (Teams:TenantId botframework.com) hears nobody without it");
        }
    }

    private static void CheckAddresses(KeyReader keys, TeamsOptions options, IReadOnlyList<string> hosts)
    {
        foreach (var (key, address) in new[] { ("OpenIdMetadata", options.OpenIdMetadata), ("TokenEndpoint", options.TokenEndpoint), ("ServiceUrl", options.ServiceUrl) })
        {
            if (address is not null && address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback) keys.Wrong(key, "an https address; http on loopback alone");
        }

        foreach (var host in hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
        {
            keys.Findings.Mistake($"{keys.PathOf("ConnectorHosts")} holds {KeyReader.Shown(host)}; allowed: names of hosts, such as smba.trafficmanager.net");
        }

        if (!options.AllowAnonymous && !options.ConnectorHosts.Contains(options.ServiceUrl.Host, StringComparer.OrdinalIgnoreCase)) keys.Wrong("ServiceUrl", $"an address whose host is one of {keys.PathOf("ConnectorHosts")}");
    }

    private static AlertChannel ReadChannel(KeyReader keys)
    {
        var channel = keys.Text("Channel");
        if (channel is null) keys.Wrong("Channel", "the id of a channel or group chat, such as 19:…@thread.tacv2");
        AlertPattern? pattern = null;
        try
        {
            if (keys.Text("Pattern") is { } text) pattern = AlertPattern.Read(text);
        }
        catch (FormatException wrong)
        {
            keys.Wrong("Pattern", $"a regular expression with the named group name ({wrong.Message})");
        }

        return new AlertChannel(channel ?? "", pattern, keys.Text("Service"));
    }

    private static X509Certificate2? ReadCertificate(KeyReader keys)
    {
        var password = keys.Secret("CertificatePassword");
        if (keys.Text("CertificatePath") is not { } path) return null;
        try
        {
            var isPem = path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase);
            var certificate = isPem ? ReadPem(path, password) : X509CertificateLoader.LoadPkcs12FromFile(path, password);
            if (certificate.HasPrivateKey) return certificate;
            certificate.Dispose();
            keys.Wrong("CertificatePath", "a file with the certificate and its private key");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            keys.Wrong("CertificatePath", $"a file (.pem, .pfx) with the certificate and its private key ({OutsideText.Line(failure.Message)})");
        }

        return null;
    }

    private static X509Certificate2 ReadPem(string path, string? password) =>
        password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password);
}
