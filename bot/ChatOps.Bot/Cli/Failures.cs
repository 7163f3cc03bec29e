using System.Net.Sockets;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Intake;
using ChatOps.Storage;
using Microsoft.AspNetCore.Connections;

namespace ChatOps.Bot.Cli;

/// <summary>Failures that somebody at a terminal can do something about.</summary>
internal static class Failures
{
    /// <summary>Runs a command; such a failure is told in its own lines, with exit code 1.</summary>
    public static async Task<int> ExplainAsync(Func<Task<int>> command, TextWriter error)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (Exception e) when (Explain(e) is { } lines)
        {
            foreach (var line in lines) await error.WriteLineAsync(line).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>What somebody at a terminal can do about it, or null: then it is a defect, and its trace is worth more.</summary>
    private static IReadOnlyList<string>? Explain(Exception failure) => failure switch
    {
        InvalidConfigurationException invalid => invalid.Mistakes,
        NewerDatabaseException or DatabaseInUseException or StorageUnavailableException => [failure.Message],
        IOException { InnerException: AddressInUseException } inUse => [$"{inUse.Message} Another program listens there; set Urls to another address, such as --Urls=http://127.0.0.1:8081"],
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } denied => [$"Urls names an address that cannot be listened on: {denied.Message}"],
        _ => null,
    };
}
