using System.Text;
using System.Text.Json;

namespace ChatOps.Http;

/// <summary>
/// Reads a JSON body value by value, without building a tree. Everything that is not as expected throws a <see cref="BadJsonException"/> that says
/// what stands there, what is expected, and where. Unknown properties are for the caller to skip.
/// </summary>
public ref struct JsonInput
{
    /// <summary>How deep values may be nested.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _body;
    private readonly bool _lenientTexts;
    private Utf8JsonReader _reader;

    /// <summary>Starts to read a body; the first value is the current one.</summary>
    /// <param name="body">The whole body, UTF-8.</param>
    /// <param name="lenientTexts">True: what is no Unicode in a text, and NUL, becomes U+FFFD, as Go's readers do it. False: it is refused.</param>
    /// <exception cref="BadJsonException">The body is empty or does not start with a value.</exception>
    public JsonInput(ReadOnlySpan<byte> body, bool lenientTexts)
    {
        _body = body;
        _lenientTexts = lenientTexts;
        _reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        if (body.Trim(" \t\r\n"u8).IsEmpty) throw new BadJsonException("The body is empty.");
        Advance();
    }

    /// <summary>The current value's kind.</summary>
    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>A problem with the current value.</summary>
    public readonly BadJsonException Wrong(string message) => new(message, JsonPlace.Of(_body, _reader.TokenStartIndex, MaxDepth));

    /// <summary>Enters the current value, an array; then call <see cref="NextItem"/>.</summary>
    public readonly void EnterArray()
    {
        if (Kind != JsonTokenType.StartArray) throw Unexpected("an array");
    }

    /// <summary>Enters the current value, an object; then call <see cref="NextProperty"/>.</summary>
    public readonly void EnterObject()
    {
        if (Kind != JsonTokenType.StartObject) throw Unexpected("an object");
    }

    /// <summary>Goes on to the array's next item; false at its end.</summary>
    public bool NextItem()
    {
        Advance();
        return Kind != JsonTokenType.EndArray;
    }

    /// <summary>Goes on to the object's next property, whose name is then asked for with <see cref="IsNamed"/>; false at its end.</summary>
    public bool NextProperty()
    {
        Advance();
        return Kind != JsonTokenType.EndObject;
    }

    /// <summary>Whether the current property has this name, without ASCII case, as Go's readers compare.</summary>
    public readonly bool IsNamed(ReadOnlySpan<byte> name) =>
        _reader.ValueIsEscaped ? Ascii.EqualsIgnoreCase(name, Decode()) : Ascii.EqualsIgnoreCase(name, _reader.ValueSpan);

    /// <summary>The current property's name.</summary>
    public readonly string Name() => Decode();

    /// <summary>Goes from the property's name to its value.</summary>
    public void ToValue() => Advance();

    /// <summary>Passes over the current property's value, whatever it is.</summary>
    public void SkipValue()
    {
        Advance();
        Skip();
    }

    /// <summary>Passes over the rest of the current value.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>The current property's value, a text or null.</summary>
    public string? TextValue()
    {
        Advance();
        return Kind switch
        {
            JsonTokenType.String => Decode(),
            JsonTokenType.Null => null,
            _ => throw Unexpected("a text"),
        };
    }

    /// <summary>The current property's value, if it is plain: a text, or a number, true or false as they are written; null for null, an object and an array, which are passed over.</summary>
    public string? PlainValue()
    {
        Advance();
        if (Kind is JsonTokenType.StartObject or JsonTokenType.StartArray) Skip();
        return Plain();
    }

    /// <summary>The current value, if it is plain, as <see cref="PlainValue"/> gives it.</summary>
    public readonly string? Plain() => Kind switch
    {
        JsonTokenType.String => Decode(),
        JsonTokenType.Number => Encoding.UTF8.GetString(_reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    /// <summary>The current property's value, true, false or null.</summary>
    public bool? FlagValue()
    {
        Advance();
        return Kind switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            _ => throw Unexpected("true or false"),
        };
    }

    /// <summary>The current property's value, a whole number or null.</summary>
    public long? NumberValue()
    {
        Advance();
        if (Kind == JsonTokenType.Null) return null;
        if (Kind != JsonTokenType.Number) throw Unexpected("a whole number");
        return _reader.TryGetInt64(out var number) ? number : throw Wrong("A whole number is expected.");
    }

    /// <summary>The current property's value, a time of RFC 3339 (without a zone: UTC); null and the empty text are none.</summary>
    public DateTimeOffset? TimeValue()
    {
        Advance();
        if (Kind == JsonTokenType.Null) return null;
        if (Kind != JsonTokenType.String) throw Unexpected("a time such as \"2026-11-23T03:04:05Z\"");
        if (_reader.ValueSpan.IsEmpty) return null;
        return TryTime() ?? throw Wrong($"\"{Shown(Decode())}\" is no time; one looks like \"2026-11-23T03:04:05Z\", years 0001 to 9999.");
    }

    /// <summary>After the last value: nothing may follow.</summary>
    public void End()
    {
        try
        {
            if (_reader.Read()) throw Wrong("Nothing may follow the value.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>A problem that says what is expected where the current value stands.</summary>
    public readonly BadJsonException Unexpected(string expected) => Wrong($"{expected} is expected, {Kinds(Kind)} stands there.");

    private static string Kinds(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private readonly DateTimeOffset? TryTime()
    {
        const int shortest = 19; // 2026-11-23T03:04:05
        var text = _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(Decode()) : _reader.ValueSpan;
        if (text.Length < shortest || !Ascii.IsValid(text)) return null;
        var zoned = text[^1] == (byte)'Z' || text[shortest..].IndexOfAny((byte)'+', (byte)'-') >= 0;
        if (zoned) return _reader.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : null;
        return _reader.TryGetDateTime(out var plain) ? new DateTimeOffset(DateTime.SpecifyKind(plain, DateTimeKind.Utc)) : null;
    }

    private void Advance()
    {
        try
        {
            if (!_reader.Read()) throw Wrong("The body ends too early.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private readonly BadJsonException Unreadable(JsonException exception)
    {
        var message = exception.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var offset = OffsetOf((int)(exception.LineNumber ?? 0), (int)(exception.BytePositionInLine ?? 0));
        var reason = (end > 0 ? message[..end] : message)
            .Replace(" Change the reader options.", "", StringComparison.Ordinal)
            .Replace(" which is not supported in this mode", ", which JSON does not allow", StringComparison.Ordinal);
        return new("This is not JSON: " + reason, JsonPlace.Of(_body, offset, MaxDepth));
    }

    private readonly int OffsetOf(int line, int byteInLine)
    {
        var start = 0;
        for (; line > 0; line--) start += _body[start..].IndexOf((byte)'\n') + 1;
        return Math.Min(start + byteInLine, _body.Length);
    }

    private readonly string Decode()
    {
        if (Plain(_reader.ValueSpan)) return Encoding.UTF8.GetString(_reader.ValueSpan);
        try
        {
            var text = _reader.GetString()!;
            if (!text.Contains('\0', StringComparison.Ordinal)) return text;
            return _lenientTexts ? text.Replace('\0', '\uFFFD') : throw Wrong("A text may not hold the character NUL (\\u0000).");
        }
        catch (InvalidOperationException) when (_lenientTexts)
        {
            return JsonText.Repair(_reader.ValueSpan).Replace('\0', '\uFFFD');
        }
        catch (InvalidOperationException)
        {
            throw Wrong("A text must be Unicode: half a surrogate pair, or bytes that are no UTF-8, stand there.");
        }
    }

    private static bool Plain(ReadOnlySpan<byte> text) => Ascii.IsValid(text) && text.IndexOfAny((byte)'\\', (byte)0) < 0;

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
