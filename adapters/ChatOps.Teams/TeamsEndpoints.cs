using System.Text;
using ChatOps.Teams.Inputs;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;
using ChatOps.Teams.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Teams;

/// <summary>The path that Teams calls.</summary>
public static class TeamsEndpoints
{
    /// <summary>Maps <c>/api/messages</c> where Teams is added.</summary>
    public static void MapTeams(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<TeamsDoor>() is { } door) endpoints.MapPost("/api/messages", door.ServeAsync);
    }
}

/// <summary>The door: size, token, body, and whether the token is for it; then the answer in HTTP's terms.</summary>
internal sealed class TeamsDoor
{
    /// <summary>The most bytes of an activity: Teams' messages have 100 KB at most, and some come twice in one body.</summary>
    public const int BodyLimit = 512 * 1024;

    private static readonly TimeSpan WhenNotStored = TimeSpan.FromSeconds(5);

    private readonly Admission _admission = new(mostRequests: 2000, mostBytes: 64 * 1024 * 1024);
    private readonly ActivityTrust _trust;
    private readonly TeamsInputs _inputs;
    private readonly FollowUps _followUps;
    private readonly ILogger<TeamsDoor> _log;

    public TeamsDoor(ActivityTrust trust, TeamsInputs inputs, FollowUps followUps, TeamsOptions options, ILogger<TeamsDoor> log)
    {
        (_trust, _inputs, _followUps, _log) = (trust, inputs, followUps, log);
        if (options.AllowAnonymous) log.Anonymous();
    }

    /// <summary>An activity.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var size = context.Request.ContentLength ?? BodyLimit;
        if (size > BodyLimit)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is longer than {BodyLimit} bytes.").ConfigureAwait(false);
            return;
        }

        // Teams' own deliveries never get 429.
        if (!_admission.TryEnter(size))
        {
            await Problem.ComeAgain(context.Response, "More is arriving from Teams than can be taken in at once.", TimeSpan.FromSeconds(1)).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        try
        {
            await TakeAsync(context).ConfigureAwait(false);
        }
        catch (KeysUnavailableException away)
        {
            await Problem.ComeAgain(context.Response, away.Message, WhenNotStored).ExecuteAsync(context).ConfigureAwait(false);
        }
        finally
        {
            _admission.Leave(size);
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        var caller = context.Connection.RemoteIpAddress;
        var verdict = await _trust.OfTokenAsync(context.Request.Headers.Authorization.ToString(), caller, context.RequestAborted).ConfigureAwait(false);
        // Any page in a browser on this machine can post plain text here, and none JSON.
        if (verdict.IsEmulator && !context.Request.HasJsonContentType()) verdict = Verdict.Unknown("the emulator sends JSON");
        if (await IsRefusedAsync(context, verdict).ConfigureAwait(false)) return;
        using var body = await RequestBody.ReadAsync(context.Request, BodyLimit, context.RequestAborted).ConfigureAwait(false);
        if (body is null)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body is longer than {BodyLimit} bytes.").ConfigureAwait(false);
            return;
        }

        if (JsonReading.ObjectOf(body.Bytes) is not { } json || Activity.Of(json) is not { } activity)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The body is no activity: it lacks type, serviceUrl or conversation.id, or is no JSON.").ConfigureAwait(false);
            return;
        }

        if (await IsRefusedAsync(context, _trust.OfActivity(verdict, json, activity, caller)).ConfigureAwait(false)) return;
        await AnswerAsync(context, await _inputs.TakeAsync(activity).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<bool> IsRefusedAsync(HttpContext context, Verdict verdict)
    {
        if (verdict.Refusal is not { } refusal) return false;
        _log.NotTrusted(context.Connection.RemoteIpAddress?.ToString(), refusal);
        if (verdict.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        await RefuseAsync(context, verdict.Status, $"Refused: {refusal}.").ConfigureAwait(false);
        return true;
    }

    private async Task AnswerAsync(HttpContext context, TeamsReply reply)
    {
        if (reply.IsPassing && reply.Status == StatusCodes.Status503ServiceUnavailable)
        {
            await Problem.ComeAgain(context.Response, "This is not on disk yet; send it again.", WhenNotStored).ExecuteAsync(context).ConfigureAwait(false);
        }
        else
        {
            context.Response.StatusCode = reply.Status;
            if (reply.Body is { } body)
            {
                var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(CardDrawing.Json));
                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.ContentLength = bytes.Length;
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
            }
        }

        // The answer of an invoke has to be there before what follows it.
        await context.Response.CompleteAsync().ConfigureAwait(false);
        _followUps.Start(reply);
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence) => Problem.Of(status, sentence).ExecuteAsync(context);
}
