using System.Diagnostics;
using System.Text;

namespace ChatOps.Benchmarks.Slack;

/// <summary>
/// Sends at a rate that does not wait for answers. An answer's time counts from the moment at which its request was due, so that a server that falls
/// behind cannot hide it by slowing its caller down.
/// </summary>
internal static class ConstantRate
{
    /// <param name="target">Where <c>/slack/commands</c> is.</param>
    /// <param name="commands">What is sent, once each.</param>
    /// <param name="perSecond">How many a second.</param>
    /// <returns>The answers' times in milliseconds, sorted.</returns>
    /// <exception cref="HttpRequestException">The target refused one.</exception>
    public static async Task<double[]> RunAsync(Uri target, SignedCommands commands, int perSecond)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        var address = new Uri(target, "slack/commands");
        var times = new double[commands.Count];
        var sent = new Task[commands.Count];
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < sent.Length; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            while (Stopwatch.GetElapsedTime(began) < due) await tick.WaitForNextTickAsync();
            sent[number] = SendAsync(number, due);
        }

        await Task.WhenAll(sent);
        Array.Sort(times);
        return times;

        async Task SendAsync(int number, TimeSpan due)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent(commands.BodyOf(number), Encoding.ASCII, "application/x-www-form-urlencoded"),
            };
            // Bolt answers 400 to a form that names its charset, and Slack names none.
            request.Content.Headers.ContentType!.CharSet = null;
            request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", commands.Stamp);
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", commands.SignatureOf(number));
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            times[number] = (Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds;
        }
    }
}
