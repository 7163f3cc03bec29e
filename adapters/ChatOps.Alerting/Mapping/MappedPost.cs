using ChatOps.Alerting.Mapping.Shipped;
using ChatOps.Alerting.Receiving;
using ChatOps.Core.Intake;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.Mapping;

/// <summary>
/// <c>/webhooks/mapped</c> and the paths of the tools that are known by name: 200 after the alerts are on disk, and for a message that is none; 400 for
/// one that its map cannot read.
/// </summary>
internal sealed class MappedPost(IIntake intake, TimeProvider time)
{
    /// <summary>Takes what comes at the path of a kind.</summary>
    public Taking For(SourceKind kind) => (context, source, body) => TakeAsync(context, source, kind, body);

    private async Task TakeAsync(HttpContext context, AlertSource source, SourceKind kind, ReadOnlyMemory<byte> body)
    {
        var maps = source.Maps.Count > 0 ? source.Maps : ShippedMaps.Of(kind);
        if (maps.Count == 0)
        {
            throw new BadJsonException($"The source {source.Name} has no Map, and {context.Request.Path} needs one: Sources:{{name}}:Map says where in the message what stands (docs/sources.md).");
        }

        // What comes by GET stands in the query, which is written as a form is.
        var type = HttpMethods.IsGet(context.Request.Method) ? GivenForm.Type : context.Request.ContentType;
        var given = await GivenForm.ReadAsync(type, body, context.RequestAborted).ConfigureAwait(false);
        MappedBody mapped;
        try
        {
            mapped = MappedBody.Read(given, name => context.Request.Headers[name], source, maps, time.GetUtcNow());
        }
        catch (BadJsonException exception)
        {
            // Whoever set the tool up sees this in its log, and on the page.
            throw new BadJsonException($"{exception.Sentence} {MapProposal.Sentence(given)}", exception);
        }

        var receipt = mapped.Alerts.Count > 0 ? await intake.AcceptAsync(mapped.Alerts, context.RequestAborted).ConfigureAwait(false) : new AlertReceipt(0, []);
        await ReceiptAnswer.WriteAsync(context, StatusCodes.Status200OK, receipt).ConfigureAwait(false);
    }
}
