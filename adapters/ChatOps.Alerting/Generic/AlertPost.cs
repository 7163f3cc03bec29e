using ChatOps.Alerting.Receiving;
using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.Generic;

/// <summary><c>POST /webhooks/alert</c>: our own plain JSON. 202 after its alerts are on disk.</summary>
internal sealed class AlertPost(IIntake intake, TimeProvider time)
{
    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!await JsonOnly.RequireAsync(context).ConfigureAwait(false)) return;
        var alerts = AlertBody.Read(body.Span, source.Name, time.GetUtcNow());
        var receipt = alerts.Count > 0 ? await intake.AcceptAsync(alerts, context.RequestAborted).ConfigureAwait(false) : new AlertReceipt(0, []);
        await ReceiptAnswer.WriteAsync(context, StatusCodes.Status202Accepted, receipt).ConfigureAwait(false);
    }
}
