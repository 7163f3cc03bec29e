using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.Socket;

/// <summary>One message of Socket Mode: an envelope with what HTTP would have carried, or a word about the connection itself.</summary>
/// <param name="Type"><c>hello</c>, <c>disconnect</c>, <c>events_api</c>, <c>interactive</c>, <c>slash_commands</c>.</param>
/// <param name="Id">The envelope's id; null for words about the connection.</param>
/// <param name="TakesAnswer">Whether the acknowledgement may carry an answer.</param>
/// <param name="Reason">Why the connection ends.</param>
/// <param name="Payload">What HTTP would have carried; an empty element where there is none.</param>
internal sealed record SocketEnvelope(string Type, string? Id, bool TakesAnswer, string? Reason, JsonElement Payload)
{
    /// <summary>Reads a message; null when it is none that has a type.</summary>
    public static SocketEnvelope? Of(ReadOnlyMemory<byte> message) =>
        JsonReading.ObjectOf(message) is { } json && json.Text("type") is { } type
            ? new SocketEnvelope(type, json.Text("envelope_id"), json.IsTrue("accepts_response_payload"), json.Text("reason"), json.Object("payload") ?? default)
            : null;

    /// <summary>The acknowledgement of an envelope.</summary>
    public byte[] Acknowledge(JsonObject? answer)
    {
        var acknowledgement = new JsonObject { ["envelope_id"] = Id };
        if (answer is not null && TakesAnswer) acknowledgement["payload"] = answer.DeepClone();
        return System.Text.Encoding.UTF8.GetBytes(acknowledgement.ToJsonString());
    }
}
