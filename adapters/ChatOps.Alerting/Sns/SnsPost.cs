using ChatOps.Alerting.Mapping;
using ChatOps.Alerting.Mapping.Shipped;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Intake;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Alerting.Sns;

/// <summary>
/// <c>POST /webhooks/sns</c>: Amazon SNS with CloudWatch alarms. Only topics that are configured, only what Amazon signed. 200 after the alerts are on disk;
/// SNS sends again after anything else.
/// </summary>
internal sealed class SnsPost(IIntake intake, SnsCertificates certificates, IAmazonFetch fetch, TimeProvider time, ILogger<SnsPost> log)
{
    private static readonly TimeSpan WhenAmazonIsAway = TimeSpan.FromSeconds(20);

    private readonly SeenDeliveries _seen = new();

    public async Task TakeAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body)
    {
        // SNS announces its JSON as text/plain.
        var message = SnsMessage.Read(body.Span);
        if (!source.Topics.Contains(message.TopicArn, StringComparer.Ordinal))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, $"The topic {AlertLimits.Shown(message.TopicArn)} is none of a source's (Sources:{{name}}:Topics).").ConfigureAwait(false);
            return;
        }

        try
        {
            if (await IsTrueAsync(message, context.RequestAborted).ConfigureAwait(false)) await TakeAsync(context, source, message).ConfigureAwait(false);
            else await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The message is not signed by Amazon's SNS: its signature does not fit, or SigningCertURL is no address of sns.<region of the topic>.amazonaws.com.").ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            log.LogWarning("A message of {Topic} could not be checked or confirmed at Amazon: {Reason}", message.TopicArn, exception.Message);
            Problem.SetRetryAfter(context.Response, WhenAmazonIsAway);
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "Amazon could not be asked about this message; send it again.").ConfigureAwait(false);
        }
    }

    private async Task<bool> IsTrueAsync(SnsMessage message, CancellationToken cancellationToken)
    {
        if (AmazonAddress.CheckedCertificate(message.CertificateUrl, message.TopicArn) is not { } address) return false;
        using var key = await certificates.KeyAsync(address, cancellationToken).ConfigureAwait(false);
        return key is not null && message.IsSignedBy(key);
    }

    private async Task TakeAsync(HttpContext context, AlertSource source, SnsMessage message)
    {
        var receipt = new AlertReceipt(0, []);
        var id = $"{source.Name}\n{message.MessageId}";
        switch (message.Type)
        {
            case "SubscriptionConfirmation":
                if (AmazonAddress.Checked(message.SubscribeUrl, message.TopicArn) is not { } address)
                {
                    await RefuseAsync(context, StatusCodes.Status403Forbidden, "SubscribeURL is no address of sns.<region of the topic>.amazonaws.com, so it is not asked.").ConfigureAwait(false);
                    return;
                }

                await fetch.GetAsync(address, context.RequestAborted).ConfigureAwait(false);
                log.LogInformation("{Source} is subscribed to {Topic}", source.Name, message.TopicArn);
                break;
            case "UnsubscribeConfirmation":
                log.LogWarning("{Source} is subscribed to {Topic} no more: no alarm of it arrives until it is subscribed again", source.Name, message.TopicArn);
                break;
            case "Notification" when !_seen.Has(id):
                var maps = source.Maps.Count > 0 ? source.Maps : ShippedMaps.Of(SourceKind.Sns);
                var mapped = MappedBody.Read(message.Given, _ => null, source, maps, time.GetUtcNow());
                foreach (var reason in mapped.Ignored) log.LogInformation("A message of {Topic} opens nothing: {Reason}", message.TopicArn, reason);
                if (mapped.Alerts.Count > 0) receipt = await intake.AcceptAsync(mapped.Alerts, context.RequestAborted).ConfigureAwait(false);
                _seen.Add(id);
                break;
        }

        await ReceiptAnswer.WriteAsync(context, StatusCodes.Status200OK, receipt).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext context, int status, string sentence) => AnswerStyle.Problems.RefuseAsync(context, status, sentence);
}
