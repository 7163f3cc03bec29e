using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace ChatOps.Servers.Slack.Sockets;

/// <summary>Accepts a WebSocket over a stream of our own (RFC 6455, section 4.2.2), so that the connection can be frozen.</summary>
internal static class WebSocketHandshake
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(30);

    public static async Task<(WebSocket Socket, FreezableStream Stream)?> AcceptAsync(HttpContext context, TimeSpan pingInterval)
    {
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade || key.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
#pragma warning disable CA5350 // The handshake's digest is SHA-1 by its definition.
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
        var stream = new FreezableStream(await upgrade.UpgradeAsync());
        var socket = WebSocket.CreateFromStream(
            stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = pingInterval, KeepAliveTimeout = PongWithin });
        return (socket, stream);
    }
}
