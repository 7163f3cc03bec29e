using System.Net.Sockets;
using ChatOps.Bot.Configuration;
using Microsoft.AspNetCore.Connections;

namespace ChatOps.Bot.Cli;

/// <summary>The main job: start, and run until somebody ends it.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(Launch launch, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = ChatOpsApp.Build(launch);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (Explain(e) is { } lines)
        {
            foreach (var line in lines) await Console.Error.WriteLineAsync(line).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>What somebody at a terminal can do about it, or null: then it is a defect, and its trace is worth more.</summary>
    public static IReadOnlyList<string>? Explain(Exception failure) => failure switch
    {
        InvalidConfigurationException invalid => invalid.Mistakes,
        IOException { InnerException: AddressInUseException } inUse => [$"{inUse.Message} Another program listens there; set Urls to another address, such as --Urls=http://127.0.0.1:8081"],
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } denied => [$"Urls names an address that cannot be listened on: {denied.Message}"],
        _ => null,
    };
}
