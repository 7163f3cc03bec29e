using System.Net;
using ChatOps.Bot.Configuration;
using ChatOps.Http;

namespace ChatOps.Bot.Auth;

/// <summary>
/// Keeps strange pages in a browser from reaching the bot: a request that changes something (or opens a socket) has to come from the bot's own
/// origin if it names one, and an open bot on loopback serves only names that always lead to this machine (DNS rebinding).
/// </summary>
internal sealed class BrowserCheck(RequestDelegate next, Settings settings)
{
    private readonly bool _open = settings.IsOpen;
    private readonly Uri? _public = settings.Listen.PublicUrl;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (_open && !IsOwnName(request.Host))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, $"The bot is not known as {KeyReader.Shown(request.Host.Value)}; on loopback without tokens it answers to localhost, to loopback addresses, and to the host of PublicUrl.").ExecuteAsync(context);
        }

        var origin = request.Headers.Origin;
        if (origin.Count > 0 && (!IsSafe(request.Method) || context.WebSockets.IsWebSocketRequest) && !IsOwnOrigin(origin.ToString(), request))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, $"The page {KeyReader.Shown(origin.ToString())} may not act here; only pages of the bot itself may. Behind a proxy, PublicUrl names their address.").ExecuteAsync(context);
        }

        return next(context);
    }

    private bool IsOwnName(HostString host)
    {
        var name = host.Host;
        // An HTTP/1.0 request without a host comes from no browser.
        if (name.Length == 0 || string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (IPAddress.TryParse(name, out var address)) return IPAddress.IsLoopback(address);
        return name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || string.Equals(name, _public?.Host, StringComparison.OrdinalIgnoreCase);
    }

    private bool IsOwnOrigin(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase) || string.Equals(page.Authority, _public?.Authority, StringComparison.OrdinalIgnoreCase));

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
