using ChatOps.Bot.Configuration;

namespace ChatOps.Bot.Cli;

/// <summary><c>health</c>: asks the bot that runs with this configuration whether it lives, for a container's health check.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Launch launch, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var settings = Settings.Read(SettingsSources.Read(launch, findings), findings);
        var addresses = settings.Listen.Addresses;
        var address = Reachable(addresses.FirstOrDefault(listening => listening.Scheme == Uri.UriSchemeHttp) ?? addresses[0]);
        // It asks itself and tells no secret; the certificate is made out to the name by which others know it.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(handler) { BaseAddress = address, Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri("/healthz/live", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"{address}healthz/live answers {(int)answer.StatusCode}").ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await output.WriteLineAsync($"{address}healthz/live does not answer: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>An address to listen on can stand for all of a machine's (<c>0.0.0.0</c>, <c>*</c>); from inside, loopback leads there.</summary>
    private static Uri Reachable(BindingAddress listening)
    {
        var host = listening.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : listening.Host;
        return new UriBuilder(listening.Scheme, host, listening.Port).Uri;
    }
}
