using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Slack;

/// <summary>
/// Slack's Web API, call by call. It never throws for what Slack answers or for the network, never repeats a call (the outbox decides about that), and
/// shows the token to the configured address alone.
/// </summary>
internal sealed class SlackClient(IHttpClientFactory clients, SlackOptions options, TimeProvider time)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string HttpName = "slack";

    /// <summary>A call that has no answer by then is lost; two of them fit into what delivery waits for.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);

    private readonly SlackHolds _holds = new(time);

    /// <summary>Calls a method with the bot's token.</summary>
    /// <param name="method">Its name (<c>chat.postMessage</c>).</param>
    /// <param name="arguments">Its arguments; null values are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The caller gave up; the call may have been done.</exception>
    public Task<SlackAnswer> CallAsync(string method, JsonObject arguments, CancellationToken cancellationToken) =>
        CallAsync(method, arguments, options.BotToken, cancellationToken);

    /// <summary>Calls a method with another token (<c>apps.connections.open</c> wants the app's).</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the call may have been done.</exception>
    public async Task<SlackAnswer> CallAsync(string method, JsonObject arguments, string token, CancellationToken cancellationToken)
    {
        var held = SlackHolds.Of(method, arguments);
        if (_holds.Left(held) is { } left) return new SlackAnswer.Slower(left);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.BaseUrl, method)) { Content = Form(arguments) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer is SlackAnswer.Slower slower) _holds.Hold(held, slower.RetryAfter);
        return answer;
    }

    /// <summary>Answers a command or a click later, by the address that came with it. The address is the key: no token goes there.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the answer may have been shown.</exception>
    public async Task<SlackAnswer> RespondAsync(Uri responseUrl, JsonObject message, CancellationToken cancellationToken)
    {
        if (!Allowed(responseUrl)) return new SlackAnswer.Failed("bad_response_url", SlackBody.Empty);
        using var request = new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json") };
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands over the bytes of a file to the address that Slack gave for it. No token goes there.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the bytes may be there.</exception>
    public async Task<SlackAnswer> UploadAsync(Uri uploadUrl, byte[] content, CancellationToken cancellationToken)
    {
        if (!Allowed(uploadUrl)) return new SlackAnswer.Failed("bad_upload_url", SlackBody.Empty);
        using var request = new HttpRequestMessage(HttpMethod.Post, uploadUrl) { Content = new ByteArrayContent(content) };
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private bool Allowed(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.IsLoopback && options.BaseUrl.IsLoopback));

    private async Task<SlackAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(HttpName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            return SlackBody.Read(response, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
        }
        catch (HttpRequestException failure) when (NeverLeft(failure.HttpRequestError))
        {
            return new SlackAnswer.Away((failure.InnerException ?? failure).Message);
        }
        catch (HttpRequestException failure)
        {
            return new SlackAnswer.Lost((failure.InnerException ?? failure).Message);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            // The handler's own time-out is the one for connecting.
            return late.InnerException is TimeoutException && !timer.IsCancellationRequested
                ? new SlackAnswer.Away("no connection")
                : new SlackAnswer.Lost($"no answer within {DurationText.Of(AnswerWithin)}");
        }
    }

    private static bool NeverLeft(HttpRequestError error) => error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;

    /// <summary>Every method takes a form, only some take JSON; what is nested goes in as JSON text.</summary>
    private static FormUrlEncodedContent Form(JsonObject arguments) => new(arguments
        .Where(argument => argument.Value is not null)
        .Select(argument => KeyValuePair.Create(argument.Key, argument.Value!.GetValueKind() == JsonValueKind.String ? argument.Value.GetValue<string>() : argument.Value.ToJsonString())));
}
