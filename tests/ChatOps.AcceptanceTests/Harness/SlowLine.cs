using System.Threading.Channels;
using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A line between a page and the bot that carries everything, in order, and late.</summary>
internal static class SlowLine
{
    /// <param name="page">A page that has not been opened yet.</param>
    /// <param name="lag">How late, in each direction.</param>
    public static Task PutBeforeAsync(IPage page, TimeSpan lag) => page.RouteWebSocketAsync("**/_blazor*", socket =>
    {
        var server = socket.ConnectToServer();
        var up = Carry(lag, server);
        var down = Carry(lag, socket);
        socket.OnMessage(frame => up.TryWrite((TimeProvider.System.GetTimestamp(), frame)));
        server.OnMessage(frame => down.TryWrite((TimeProvider.System.GetTimestamp(), frame)));
    });

    private static ChannelWriter<(long At, IWebSocketFrame Frame)> Carry(TimeSpan lag, IWebSocketRoute to)
    {
        var line = Channel.CreateUnbounded<(long At, IWebSocketFrame Frame)>();
        _ = CarryAsync(line.Reader, lag, to);
        return line.Writer;
    }

    private static async Task CarryAsync(ChannelReader<(long At, IWebSocketFrame Frame)> line, TimeSpan lag, IWebSocketRoute to)
    {
        try
        {
            await foreach (var (at, frame) in line.ReadAllAsync())
            {
                var rest = lag - TimeProvider.System.GetElapsedTime(at);
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, TimeProvider.System);
                }

                if (frame.Binary is { } bytes)
                {
                    to.Send(bytes);
                }
                else
                {
                    to.Send(frame.Text ?? "");
                }
            }
        }
        catch (PlaywrightException)
        {
            // The page was closed.
        }
    }
}
