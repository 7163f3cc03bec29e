using ChatOps.Alerting.Receiving;
using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Alerting.Grafana;

/// <summary><c>/webhooks/grafana</c>: 200 after its alerts are on disk. Grafana sends a group again at its next interval when it gets anything else.</summary>
internal sealed class GrafanaPost(IIntake intake, TimeProvider time, ILogger<GrafanaPost> log)
{
    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!await JsonOnly.RequireAsync(context).ConfigureAwait(false)) return;
        var message = GrafanaBody.Read(body.Span, source.Name, time.GetUtcNow());
        if (message.Truncated > 0) log.LogWarning("{Source} left {Count} alerts of a group out (Max alerts of its contact point); they are unknown here", source.Name, message.Truncated);
        var receipt = message.Alerts.Count > 0 ? await intake.AcceptAsync(message.Alerts, context.RequestAborted).ConfigureAwait(false) : new AlertReceipt(0, []);
        await ReceiptAnswer.WriteAsync(context, StatusCodes.Status200OK, receipt).ConfigureAwait(false);
    }
}
