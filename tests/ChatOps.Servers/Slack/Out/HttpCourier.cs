using System.Globalization;
using System.Net.Http.Headers;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Out;

/// <summary>Signed requests to an app's addresses.</summary>
internal sealed class HttpCourier(SlackSystem slack) : IDisposable
{
    private const string StampHeader = "X-Slack-Request-Timestamp";
    private const string SignatureHeader = "X-Slack-Signature";

    private static readonly TimeSpan StampFault = TimeSpan.FromMinutes(10);

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 256 }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<Outcome> SendAsync(SlackApp app, Parcel parcel, Attempt attempt, CancellationToken cancellation)
    {
        var started = slack.Time.GetTimestamp();
        var fault = slack.Faults.NextOutgoing();
        if (fault == SlackOutgoingFault.Duplicate)
        {
            await TryAsync(app, parcel, attempt, null, cancellation);
        }

        var (answer, failure) = await TryAsync(app, parcel, attempt, fault, cancellation);
        var delivery = new SlackDelivery(
            parcel.Kind, false, parcel.Payload, attempt.Number, answer?.Status, answer?.Text ?? "", failure, slack.Time.GetElapsedTime(started));
        return new Outcome(delivery, answer is { NoRetry: true, Status: not 200 }, answer?.Type);
    }

    public void Dispose() => client.Dispose();

    private async Task<(Answer? Answer, string? Failure)> TryAsync(
        SlackApp app, Parcel parcel, Attempt attempt, SlackOutgoingFault? fault, CancellationToken cancellation)
    {
        if (parcel.Address is null)
        {
            return (null, "connection_failed");
        }

        using var deadline = new CancellationTokenSource(slack.Options.AnswerDeadline, slack.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var request = Request(app, parcel, attempt, fault);
            using var response = await client.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            var noRetry = response.Headers.TryGetValues("x-slack-no-retry", out var values) && values.Contains("1");
            var answer = new Answer((int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType, noRetry);
            return (answer, response.IsSuccessStatusCode ? null : "http_error");
        }
        catch (OperationCanceledException)
        {
            return (null, "http_timeout");
        }
        catch (HttpRequestException)
        {
            return (null, "connection_failed");
        }
    }

    private HttpRequestMessage Request(SlackApp app, Parcel parcel, Attempt attempt, SlackOutgoingFault? fault)
    {
        var body = parcel.Body;
        var request = new HttpRequestMessage(HttpMethod.Post, parcel.Address) { Content = new ByteArrayContent(body) };
        // Slack's own form posts carry no charset, and Bolt refuses one.
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(parcel.ContentType);
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0 (+https://api.slack.com/robots)");
        request.Headers.Accept.ParseAdd("*/*");
        var now = slack.Time.GetUtcNow();
        var stamp = (fault switch { SlackOutgoingFault.OldStamp => now - StampFault, SlackOutgoingFault.FutureStamp => now + StampFault, _ => now }).ToUnixTimeSeconds();
        if (fault != SlackOutgoingFault.NoStamp)
        {
            request.Headers.Add(StampHeader, stamp.ToString(CultureInfo.InvariantCulture));
        }

        if (fault != SlackOutgoingFault.NoSignature)
        {
            request.Headers.Add(SignatureHeader, Signature.Of(fault == SlackOutgoingFault.BadSignature ? "not the secret" : app.SigningSecret, stamp, body));
        }

        if (attempt.Number > 0)
        {
            request.Headers.Add("x-slack-retry-num", attempt.Number.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("x-slack-retry-reason", attempt.Reason);
        }

        return request;
    }

    private sealed record Answer(int Status, string Text, string? Type, bool NoRetry);
}
