using System.Buffers;
using System.Text.Json;

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
            ? new SocketEnvelope(type, json.Text("envelope_id"), json.IsTrue("accepts_response_payload"), json.Text("reason"), json.Inner("payload") ?? default)
            : null;

    /// <summary>The acknowledgement of an envelope.</summary>
    /// <param name="answer">JSON, or null.</param>
    public byte[] Acknowledge(byte[]? answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("envelope_id", Id);
            if (answer is not null && TakesAnswer)
            {
                writer.WritePropertyName("payload");
                writer.WriteRawValue(answer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
