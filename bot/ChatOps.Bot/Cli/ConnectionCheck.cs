using System.Net.Sockets;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Intake;
using ChatOps.Storage;

namespace ChatOps.Bot.Cli;

/// <summary>
/// What <c>check</c> asks of the outside: whether the database's file can be used, and whether Prometheus and the targets that are web addresses take a
/// connection. Nothing is sent to a target, because asking it might act. What does not answer now may do so later: a warning.
/// </summary>
internal static class ConnectionCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Settings settings, Findings findings, CancellationToken cancellationToken)
    {
        LookAtStorage(settings.Storage, findings);
        var asked = settings.Services.SelectMany(entry => entry.Service.Targets.Select(target => (Key: $"Services:{entry.Service.Name}:Targets:{target.Key}", Address: AddressIn(target.Value))))
            .Append((Key: "Prometheus:Url", Address: settings.Recovery.Prometheus.Url));
        var silent = await Task.WhenAll(asked.Where(one => one.Address is not null).Select(async one => (one.Key, one.Address, Why: await WhySilentAsync(one.Address!, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        foreach (var (key, address, why) in silent)
        {
            if (why is not null) findings.Warn($"{key} holds {KeyReader.Shown(address!.OriginalString)}, which does not answer now: {why}");
        }
    }

    private static void LookAtStorage(StorageSettings settings, Findings findings)
    {
        using var database = new Database(new StorageOptions { ConnectionString = settings.ConnectionString }, _ => { });
        try
        {
            database.Look();
        }
        catch (Exception e) when (e is StorageUnavailableException or NewerDatabaseException)
        {
            findings.Mistake($"Storage:ConnectionString: {e.Message}");
        }
    }

    private static Uri? AddressIn(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;

    private static async Task<string?> WhySilentAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.IdnHost, address.Port, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no connection within {DurationText.Of(Patience)}";
        }
    }
}
