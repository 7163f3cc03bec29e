using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary><c>POST /api/v2/alerts</c>: Prometheus and <c>amtool alert add</c>. 200 with nothing, after all good alerts are on disk.</summary>
internal sealed class AlertsPost(IIntake intake, TimeProvider time)
{
    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!await MediaType.RequireJsonAsync(context).ConfigureAwait(false)) return;
        var alerts = AlertsBody.Read(body.Span, source.Name, time.GetUtcNow());
        if (alerts.Good.Count > 0) await intake.AcceptAsync(alerts.Good, context.RequestAborted).ConfigureAwait(false);
        if (alerts.Problems.Count > 0) await ApiAnswers.Instance.RefuseAsync(context, StatusCodes.Status400BadRequest, string.Join("; ", alerts.Problems)).ConfigureAwait(false);
    }
}
