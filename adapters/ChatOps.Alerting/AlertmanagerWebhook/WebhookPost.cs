using ChatOps.Alerting.Receiving;
using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Alerting.AlertmanagerWebhook;

/// <summary><c>POST /webhooks/alertmanager</c>: 200 after its alerts are on disk. Alertmanager retries 5xx alone.</summary>
internal sealed class WebhookPost(IIntake intake, TimeProvider time, ILogger<WebhookPost> log)
{
    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!await JsonOnly.RequireAsync(context).ConfigureAwait(false)) return;
        var message = WebhookBody.Read(body.Span, source.Name, time.GetUtcNow());
        if (message.Truncated > 0) log.LogWarning("{Source} left {Count} alerts of a group out (max_alerts); they are unknown here", source.Name, message.Truncated);
        var receipt = message.Alerts.Count > 0 ? await intake.AcceptAsync(message.Alerts, context.RequestAborted).ConfigureAwait(false) : new AlertReceipt(0, []);
        await ReceiptAnswer.WriteAsync(context, StatusCodes.Status200OK, receipt).ConfigureAwait(false);
    }
}
