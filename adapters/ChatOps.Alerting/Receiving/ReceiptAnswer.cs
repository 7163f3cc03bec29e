using System.Text.Json;
using ChatOps.Core.Intake;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.Receiving;

/// <summary>The answer of our own paths: <c>{"accepted":1,"incidents":["INC-7"]}</c>.</summary>
internal static class ReceiptAnswer
{
    public static async Task WriteAsync(HttpContext context, int status, AlertReceipt receipt)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteNumber("accepted", receipt.Accepted);
        writer.WriteStartArray("incidents");
        foreach (var incident in receipt.Incidents) writer.WriteStringValue(incident.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
