using System.Globalization;
using System.Net;
using Octokit;

namespace ChatOps.GitHub.Access;

/// <summary>
/// Calls of GitHub, at its pace. They never throw for what GitHub answers or for the network, and repeat nothing (the outbox decides about that), save
/// once after a credential that has ended: nothing was done then.
/// </summary>
internal sealed class GitHubCalls(GitHubAccess access, GitHubPace pace, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(65);

    /// <summary>Asks for something, or changes something that is there.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="call">The call.</param>
    public Task<GitHubAnswer<T>> CallAsync<T>(string repository, Func<GitHubClient, Task<T>> call) => SendAsync(() => access.ForAsync(repository), call, () => access.Forget(repository));

    /// <summary>Creates an issue, a comment or a reaction, where there is a place for one now.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="call">The call.</param>
    public async Task<GitHubAnswer<T>> CreateAsync<T>(string repository, Func<GitHubClient, Task<T>> call) =>
        pace.Held() is null && pace.Take() is { } wait ? new GitHubAnswer<T>.Slower(wait) : await CallAsync(repository, call).ConfigureAwait(false);

    /// <summary>Asks about accounts.</summary>
    public Task<GitHubAnswer<T>> AskAsync<T>(Func<GitHubClient, Task<T>> call) => SendAsync(access.ForAnyAsync, call, () => { });

    /// <summary>Asks as the app itself, or as the token.</summary>
    public Task<GitHubAnswer<T>> AskSelfAsync<T>(Func<GitHubClient, Task<T>> call) => SendAsync(() => Task.FromResult(access.Self), call, () => { });

    private async Task<GitHubAnswer<T>> SendAsync<T>(Func<Task<GitHubClient>> client, Func<GitHubClient, Task<T>> call, Action forget)
    {
        for (var again = true; ; again = false)
        {
            if (pace.Held() is { } held) return new GitHubAnswer<T>.Slower(held);
            try
            {
                var answer = await call(await client().ConfigureAwait(false)).ConfigureAwait(false);
                pace.Works();
                return new GitHubAnswer<T>.Good(answer);
            }
            catch (AuthorizationException) when (again && access.IsApp)
            {
                forget();
            }
            catch (ApiException refusal)
            {
                return Refused<T>(refusal);
            }
            catch (HttpRequestException failure) when (NeverLeft(failure.HttpRequestError))
            {
                return new GitHubAnswer<T>.Away((failure.InnerException ?? failure).Message);
            }
            catch (HttpRequestException failure)
            {
                return new GitHubAnswer<T>.Lost((failure.InnerException ?? failure).Message);
            }
            catch (OperationCanceledException)
            {
                return new GitHubAnswer<T>.Lost("no answer in time");
            }
        }
    }

    private GitHubAnswer<T> Refused<T>(ApiException refusal)
    {
        var status = (int)refusal.StatusCode;
        if (refusal is RateLimitExceededException primary) return new GitHubAnswer<T>.Slower(pace.Hold(Bounded(primary.Reset - time.GetUtcNow())));
        if (refusal is SecondaryRateLimitExceededException or AbuseException || refusal.StatusCode == HttpStatusCode.TooManyRequests || IsSecondary(refusal))
        {
            return new GitHubAnswer<T>.Slower(pace.Hold(RetryAfter(refusal)));
        }

        var said = OutsideText.Line(Words(refusal), 300);
        return status >= 500 || status == 0 ? new GitHubAnswer<T>.Lost(string.Create(CultureInfo.InvariantCulture, $"GitHub answered {status}")) : new GitHubAnswer<T>.Failed(status, said);
    }

    private static bool IsSecondary(ApiException refusal) => refusal.StatusCode == HttpStatusCode.Forbidden && Header(refusal, "retry-after") is not null;

    private TimeSpan? RetryAfter(ApiException refusal)
    {
        if (Header(refusal, "retry-after") is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return Bounded(TimeSpan.FromSeconds(seconds));
        return Header(refusal, "x-ratelimit-remaining") == "0" && long.TryParse(Header(refusal, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            ? Bounded(DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow())
            : null;
    }

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait < LongestWait ? wait : LongestWait;

    private static string? Header(ApiException refusal, string name) =>
        refusal.HttpResponse?.Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    private static string Words(ApiException refusal)
    {
        var errors = (refusal.ApiError?.Errors ?? []).Select(error => error.Message ?? $"{error.Resource}.{error.Field} {error.Code}").ToList();
        var message = refusal.ApiError?.Message ?? refusal.Message;
        return errors.Count == 0 ? message : $"{message}: {string.Join("; ", errors)}";
    }

    private static bool NeverLeft(HttpRequestError error) => error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;
}
