using System.Net;

namespace ChatOps.GitHub.Access;

/// <summary>Octokit reads an answer whole. One that is longer than a log needs to be is not read: it could fill the memory.</summary>
internal sealed class BoundedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The longest answer that is read, in bytes.</summary>
    public const long Longest = 32 * 1024 * 1024;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            // What does not say how long it is, is read up to the bound before Octokit reads it without one.
            if (response.Content.Headers.ContentLength is null) await response.Content.LoadIntoBufferAsync(Longest, cancellationToken).ConfigureAwait(false);
            if (response.Content.Headers.ContentLength is not > Longest) return response;
        }
        catch (HttpRequestException tooLong) when (tooLong.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            // Answered below.
        }
        catch
        {
            response.Dispose();
            throw;
        }

        response.Dispose();
        return new HttpResponseMessage(HttpStatusCode.RequestEntityTooLarge) { RequestMessage = request, Content = new StringContent("") };
    }
}
