using System.Globalization;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Alerts;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.PagerDuty;

/// <summary><c>POST /v2/enqueue</c>: PagerDuty's Events API v2, for whatever can page PagerDuty. 202 after the event is on disk.</summary>
internal sealed class EnqueuePost(IIntake intake, IAlertReader alerts, TimeProvider time)
{
    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        if (!await JsonOnly.RequireAsync(context, PagerDutyAnswers.Instance).ConfigureAwait(false)) return;
        var read = PagerDutyEvent.Read(body.Span);
        var problems = read.Problems();
        if (problems.Count > 0) throw new InvalidEventException(problems);

        var alert = read.ToAlert(source, time.GetUtcNow());
        if (AlertLimits.ProblemOf(alert.Labels) is { } problem) throw new InvalidEventException([$"In 'payload' {problem}"]);
        if (read.Action == "acknowledge") await NoteAsync(read, source, alert, context.RequestAborted).ConfigureAwait(false);
        else await intake.AcceptAsync([alert], context.RequestAborted).ConfigureAwait(false);
        await PagerDutyAnswers.AcceptAsync(context, read.KeyOrMade()).ConfigureAwait(false);
    }

    /// <summary>
    /// Who acknowledged elsewhere is not known here and may hold no role, so the wait goes on (rule 2.14); the incident says what was heard. One note for
    /// each time that the alert fired, however often it is sent.
    /// </summary>
    private async Task NoteAsync(PagerDutyEvent read, AlertSource source, Alert like, CancellationToken cancellationToken)
    {
        if (await alerts.FindAsync(like, cancellationToken).ConfigureAwait(false) is not { Incident: { } incident, Alert: { Status: AlertStatus.Firing } known }) return;
        var who = read.Client.Length > 0 ? OutsideText.Line(read.Client, 100) : source.Name;
        var delivery = string.Create(CultureInfo.InvariantCulture, $"pagerduty:{source.Name}:{like.Fingerprint}:acknowledge:{known.StartsAt.ToUnixTimeMilliseconds()}");
        await intake.AcceptAsync(new CommandRequest($"note {incident} {who} says that this is acknowledged there; here it waits for an acknowledgement as before", Actor.Source(source.Name), delivery), cancellationToken).ConfigureAwait(false);
    }
}
