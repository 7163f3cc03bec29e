using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Teams.Rendering;
using Polly;
using Polly.Retry;

namespace ChatOps.Teams.Connector;

/// <summary>
/// The connector's REST API, call by call. It never throws for what the connector answers or for the network. It repeats what surely was not done (412: two at
/// once in one conversation) and what can be done twice (changes, reads); whether a post is sent again is for the outbox to decide.
/// </summary>
internal sealed class TeamsClient(IHttpClientFactory clients, TeamsCredential credential, TeamsHosts hosts, TeamsPace pace, TimeProvider time)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string HttpName = "teams";

    /// <summary>Where a tenant of the government cloud is served that the public host will not serve.</summary>
    internal static readonly Uri GccService = new("https://smba.infra.gcc.teams.microsoft.com/teams");

    /// <summary>A call that has no answer by then is lost; two of them fit into what delivery waits for.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(12);

    private readonly ResiliencePipeline<TeamsAnswer> _again = new ResiliencePipelineBuilder<TeamsAnswer> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<TeamsAnswer>
        {
            ShouldHandle = static told => ValueTask.FromResult(told.Outcome.Result is { } answer && told.Context.Properties.GetValue(Repeatable, false) ? IsPassing(answer) : IsBusy(told.Outcome.Result)),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(400),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    private static readonly ResiliencePropertyKey<bool> Repeatable = new("repeatable");

    /// <summary>Makes a call.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the call may have been done.</exception>
    public async Task<TeamsAnswer> CallAsync(TeamsCall call, CancellationToken cancellationToken)
    {
        if (!hosts.MayBeCalled(call.Service)) return new TeamsAnswer.Failed(0, "HostNotAllowed", $"{call.Service.Host} is none of Teams:ConnectorHosts");
        if (call.Lane is { } lane && pace.Take(lane) is { } wait) return new TeamsAnswer.Slower(wait);
        var answer = await RepeatAsync(call, cancellationToken).ConfigureAwait(false);
        return answer is TeamsAnswer.Failed { Code: "InvalidBotApiHost" } && hosts.MayBeCalled(GccService)
            ? await RepeatAsync(call with { Service = GccService }, cancellationToken).ConfigureAwait(false)
            : answer;
    }

    private static bool IsBusy(TeamsAnswer? answer) => answer is TeamsAnswer.Failed { Status: 412 };

    private static bool IsPassing(TeamsAnswer answer) => IsBusy(answer) || answer is TeamsAnswer.Lost or TeamsAnswer.Away;

    private async Task<TeamsAnswer> RepeatAsync(TeamsCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Repeatable, call.Method != HttpMethod.Post);
            return await _again.ExecuteAsync(async inner => await OnceAsync(call, inner.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>With our token; where it is refused, once more with a new one.</summary>
    private async Task<TeamsAnswer> OnceAsync(TeamsCall call, CancellationToken cancellationToken)
    {
        try
        {
            var mayHaveToken = hosts.MayHaveToken(call.Service);
            var header = mayHaveToken ? await credential.HeaderAsync(null, cancellationToken).ConfigureAwait(false) : null;
            var answer = await SendAsync(call, header, cancellationToken).ConfigureAwait(false);
            if (answer is not TeamsAnswer.Failed { Status: 401 } || header is null) return answer;
            return await SendAsync(call, await credential.HeaderAsync(header.Parameter, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (NoTokenException none)
        {
            return none.IsAway ? new TeamsAnswer.Away(none.Message) : new TeamsAnswer.NoToken(none.Message);
        }
    }

    private async Task<TeamsAnswer> SendAsync(TeamsCall call, AuthenticationHeaderValue? header, CancellationToken cancellationToken)
    {
        var address = TeamsHosts.Below(call.Service, call.Path);
        using var request = new HttpRequestMessage(call.Method, call.IsTargeted ? new Uri(address + "?isTargetedActivity=true") : address);
        if (call.Body is { } body) request.Content = new StringContent(body.ToJsonString(CardDrawing.Json), Encoding.UTF8, "application/json");
        request.Headers.Authorization = header;
        using var timer = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(HttpName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            return TeamsBody.Read(response, await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
        }
        catch (HttpRequestException failure)
        {
            var words = (failure.InnerException ?? failure).Message;
            return NeverLeft(failure.HttpRequestError) ? new TeamsAnswer.Away(words) : new TeamsAnswer.Lost(words);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            // The handler's own time-out is the one for connecting.
            return late.InnerException is TimeoutException && !timer.IsCancellationRequested
                ? new TeamsAnswer.Away("no connection")
                : new TeamsAnswer.Lost($"no answer within {DurationText.Of(AnswerWithin)}");
        }
    }

    private static bool NeverLeft(HttpRequestError error) => error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;
}

/// <summary>A call of the connector.</summary>
/// <param name="Method">POST makes something anew; anything else can be repeated.</param>
/// <param name="Service">The service URL.</param>
/// <param name="Path">The path below it, in parts.</param>
/// <param name="Body">What is sent, or null.</param>
/// <param name="Lane">The conversation that it counts in; null: it counts in none.</param>
internal sealed record TeamsCall(HttpMethod Method, Uri Service, IReadOnlyList<string> Path, JsonObject? Body = null, string? Lane = null)
{
    /// <summary>For one person's eyes alone.</summary>
    public bool IsTargeted { get; init; }
}
