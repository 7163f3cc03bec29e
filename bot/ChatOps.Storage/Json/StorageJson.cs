using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.Recovery;
using ChatOps.Storage.Engine;

namespace ChatOps.Storage.Json;

/// <summary>How what has no column of its own is written: JSON in camel case, without nulls, generated at build so that the first alert is fast too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(LabelSetJsonConverter)])]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(TimelineEntry))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(AttemptPlan))]
[JsonSerializable(typeof(AttemptReport))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(LabelSet))]
[JsonSerializable(typeof(Run.Mention), TypeInfoPropertyName = "RunMention")]
[JsonSerializable(typeof(AlertDetail))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Writes a value and binds it, without a string between.</summary>
    public static void Bind<T>(Statement statement, T value, JsonTypeInfo<T> type) => statement.BindUtf8(Write(value, type));

    /// <summary>A value as it is stored.</summary>
    public static byte[] Utf8<T>(T value, JsonTypeInfo<T> type) => Write(value, type).ToArray();

    /// <summary>Reads a value from a column.</summary>
    public static T Read<T>(Statement row, int column, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(row.Utf8(column), type) ?? throw new JsonException("null stands where a value is needed");

    /// <summary>Reads a value from a column that may be null.</summary>
    public static T? ReadOrNull<T>(Statement row, int column, JsonTypeInfo<T> type)
        where T : class => row.IsNull(column) ? null : Read(row, column, type);

    private static ReadOnlySpan<byte> Write<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
