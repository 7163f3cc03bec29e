using ChatOps.Alerting.Receiving;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.PagerDuty;

/// <summary><c>POST /v2/change/enqueue</c>: PagerDuty's change events. They open nothing and page nobody; the page of the source shows the last ones.</summary>
internal sealed class ChangePost(SourceArrivals arrivals, TimeProvider time)
{
    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!await JsonOnly.RequireAsync(context, PagerDutyAnswers.Instance).ConfigureAwait(false)) return;
        var change = PagerDutyChange.Read(body.Span);
        if (change.Problems() is { Count: > 0 } problems) throw new InvalidEventException(problems);
        arrivals.Keep(source.Name, change.ToChange(time.GetUtcNow()));
        await PagerDutyAnswers.AcceptChangeAsync(context).ConfigureAwait(false);
    }
}
