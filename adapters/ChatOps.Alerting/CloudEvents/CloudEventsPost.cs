using ChatOps.Alerting.Mapping;
using ChatOps.Alerting.Mapping.Shipped;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.CloudEvents;

/// <summary><c>/webhooks/cloudevents</c>: 200 after the alerts are on disk. The same source and id again is the same event, and changes nothing.</summary>
internal sealed class CloudEventsPost(IIntake intake, TimeProvider time)
{
    private readonly SeenDeliveries _seen = new();

    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!EventReader.Knows(context.Request))
        {
            await AnswerStyle.Problems.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"CloudEvents in the form {AlertLimits.Shown(context.Request.ContentType ?? "")} are not understood; application/cloudevents+json is.").ConfigureAwait(false);
            return;
        }

        var maps = source.Maps.Count > 0 ? source.Maps : ShippedMaps.Of(SourceKind.CloudEvents);
        var now = time.GetUtcNow();
        var alerts = new List<Alert>();
        var fresh = new List<string>();
        foreach (var given in EventReader.Read(context.Request.Headers, body.Span))
        {
            var id = $"{source.Name}\n{given.Members!["source"].Text}\n{given.Members["id"].Text}";
            if (_seen.Has(id) || fresh.Contains(id)) continue;
            fresh.Add(id);
            alerts.AddRange(MappedBody.Read(given, name => context.Request.Headers[name], source, maps, now).Alerts);
        }

        var receipt = alerts.Count > 0 ? await intake.AcceptAsync(alerts, context.RequestAborted).ConfigureAwait(false) : new AlertReceipt(0, []);
        foreach (var id in fresh) _seen.Add(id);
        await ReceiptAnswer.WriteAsync(context, StatusCodes.Status200OK, receipt).ConfigureAwait(false);
    }

    /// <summary>
    /// The handshake against abuse (CloudEvents, HTTP webhooks, section 4): a sender asks whether it may, and one that knows a source's secret may, at any
    /// rate.
    /// </summary>
    public static Task AllowAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        var headers = context.Response.Headers;
        headers.Allow = "POST";
        if (context.Request.Headers["WebHook-Request-Origin"] is [{ Length: > 0 } origin])
        {
            headers["WebHook-Allowed-Origin"] = origin;
            headers["WebHook-Allowed-Rate"] = "*";
        }

        return Task.CompletedTask;
    }
}
