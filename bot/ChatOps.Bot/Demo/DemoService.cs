using System.Globalization;
using System.Net;
using System.Text;

namespace ChatOps.Bot.Demo;

/// <summary>
/// The command <c>demo-service</c>: the small real service that the demo breaks. It answers its health check, badly while the file that stands for
/// its database is missing, and ends when its standard input does, so that nothing is left behind.
/// </summary>
internal static class DemoService
{
    public const string Command = "demo-service";

    /// <param name="port">The loopback port.</param>
    /// <param name="database">The file without which it is ill.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(int port, string database, CancellationToken cancellationToken)
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        listener.Start();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The console's reader blocks, whatever it is asked.
        _ = Task.Run(Console.In.ReadToEnd, CancellationToken.None).ContinueWith(_ => ended.Cancel(), TaskScheduler.Default);
        await using var stop = ended.Token.Register(listener.Stop);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync().ConfigureAwait(false), File.Exists(database)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // It was stopped, or the caller left.
            }
        }

        return 0;
    }

    private static async Task AnswerAsync(HttpListenerContext context, bool well)
    {
        context.Response.StatusCode = well ? (int)HttpStatusCode.OK : (int)HttpStatusCode.ServiceUnavailable;
        var text = Encoding.UTF8.GetBytes(well ? "ok\n" : "the database does not answer: connections 100 of 100\n");
        context.Response.ContentLength64 = text.Length;
        await context.Response.OutputStream.WriteAsync(text).ConfigureAwait(false);
        context.Response.Close();
    }
}
