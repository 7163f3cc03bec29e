using System.Text;
using System.Text.Json;
using ChatOps.Core.Intake;
using ChatOps.GitHub.Inputs;
using ChatOps.GitHub.Payloads;
using ChatOps.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.GitHub;

/// <summary>The path that GitHub calls.</summary>
public static class GitHubEndpoints
{
    /// <summary>Maps <c>/github/webhooks</c> where GitHub is added.</summary>
    public static void MapGitHub(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<GitHubDoor>() is { } door) endpoints.MapPost("/github/webhooks", door.TakeAsync);
    }
}

/// <summary>Size, signature, and the answer in HTTP's terms.</summary>
internal sealed class GitHubDoor(GitHubOptions options, GitHubInputs inputs, ILogger<GitHubDoor> log)
{
    /// <summary>GitHub delivers nothing that is longer.</summary>
    public const int BodyLimit = 25 * 1024 * 1024;

    private const int MostTextId = 100;

    private static readonly TimeSpan WhenNotStored = TimeSpan.FromSeconds(5);

    private readonly Signature _signature = new(options.WebhookSecret);
    private readonly Admission _admission = new(mostRequests: 2000, mostBytes: 128 * 1024 * 1024);

    /// <summary>Takes a delivery.</summary>
    public async Task TakeAsync(HttpContext context)
    {
        // The server's own limit is the lower one.
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } most) most.MaxRequestBodySize = BodyLimit;
        var size = context.Request.ContentLength ?? BodyLimit;
        if (size > BodyLimit)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is longer than {BodyLimit} bytes.").ConfigureAwait(false);
            return;
        }

        if (!_admission.TryEnter(size))
        {
            await Problem.ComeAgain(context.Response, "More is arriving from GitHub than can be taken in at once.", TimeSpan.FromSeconds(1)).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            using var body = await RequestBody.ReadAsync(context.Request, BodyLimit, context.RequestAborted).ConfigureAwait(false);
            if (body is null) await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is longer than {BodyLimit} bytes.").ConfigureAwait(false);
            else await TakeAsync(context, body.Bytes).ConfigureAwait(false);
        }
        finally
        {
            _admission.Leave(size);
        }
    }

    private async Task TakeAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var headers = context.Request.Headers;
        var given = headers["X-Hub-Signature-256"].ToString();
        if (!given.StartsWith("sha256=", StringComparison.Ordinal) || !_signature.Fits(body.Span, given))
        {
            var why = given.Length == 0 ? "There is no X-Hub-Signature-256: the hook needs the secret of GitHub:WebhookSecret." : "X-Hub-Signature-256 does not fit the body: the hook has another secret than GitHub:WebhookSecret.";
            log.LogWarning("A delivery of GitHub from {Address} was refused: {Reason}", context.Connection.RemoteIpAddress, why);
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, why).ConfigureAwait(false);
            return;
        }

        var (name, id) = (headers["X-GitHub-Event"].ToString(), headers["X-GitHub-Delivery"].ToString());
        if (name.Length is 0 or > MostTextId || id.Length is 0 or > MostTextId)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "X-GitHub-Event and X-GitHub-Delivery are needed.").ConfigureAwait(false);
            return;
        }

        using var document = Parse(context.Request.ContentType, body);
        if (document is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body is no JSON object, and no form with one in its field payload.").ConfigureAwait(false);
            return;
        }

        try
        {
            await inputs.TakeAsync(new GitHubDelivery(name, id, document.RootElement), CancellationToken.None).ConfigureAwait(false);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        catch (StorageUnavailableException away)
        {
            await Problem.ComeAgain(context.Response, $"Not stored. {away.Message}", WhenNotStored).ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (NotKnownYetException early)
        {
            await Problem.ComeAgain(context.Response, $"Not heard yet. {early.Message}", WhenNotStored).ExecuteAsync(context).ConfigureAwait(false);
        }
    }

    /// <summary>A hook that was made without <c>content_type</c> sends a form.</summary>
    private static JsonDocument? Parse(string? type, ReadOnlyMemory<byte> body)
    {
        try
        {
            var isForm = type?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
            if (isForm) body = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span)).TryGetValue("payload", out var field) ? Encoding.UTF8.GetBytes(field.ToString()) : default;
            var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence) => Problem.Of(status, sentence).ExecuteAsync(context);
}
