using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Alerting.Receiving;
using ChatOps.Http;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary>
/// Answers as Alertmanager's v2 API gives them: 400, 404 and 500 carry a JSON string (its clients cannot read an object there), other refusals
/// <c>{code,message}</c>, all with <c>application/json</c>.
/// </summary>
internal sealed class ApiAnswers : AnswerStyle
{
    public static readonly ApiAnswers Instance = new();

    /// <summary>The code of a value that is not of its type or form.</summary>
    public const int InvalidType = 601;

    /// <summary>The code of a required property that is missing.</summary>
    public const int Required = 602;

    /// <summary>The code of a list with too few items.</summary>
    public const int TooFewItems = 612;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>400, 404 or 500: the sentence as a JSON string. Anything else: <c>{code,message}</c>.</summary>
    public override Task RefuseAsync(HttpContext context, int status, string sentence) =>
        status is StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound or StatusCodes.Status500InternalServerError
            ? WriteAsync(context, status, (writer, text) => writer.WriteStringValue(text), sentence)
            : CodeAsync(context, status, status, sentence);

    public override Task RefuseAsync(HttpContext context, BadJsonException exception) =>
        exception is InvalidBodyException invalid
            ? CodeAsync(context, StatusCodes.Status422UnprocessableEntity, invalid.Code, invalid.Message)
            : CodeAsync(context, StatusCodes.Status400BadRequest, StatusCodes.Status400BadRequest, exception.Sentence);

    /// <summary>A refusal with its code in the body.</summary>
    public static Task CodeAsync(HttpContext context, int status, int code, string message) =>
        WriteAsync(
            context,
            status,
            (writer, refusal) =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("code", refusal.code);
                writer.WriteString("message", refusal.message);
                writer.WriteEndObject();
            },
            (code, message));

    /// <summary>An answer as JSON.</summary>
    public static async Task WriteAsync<T>(HttpContext context, int status, Action<Utf8JsonWriter, T> write, T value)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Writing);
        write(writer, value);
        await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}

/// <summary>A body is JSON and lacks something that the API requires (answer 422).</summary>
internal sealed class InvalidBodyException(int code, string message) : BadJsonException(message)
{
    /// <summary>The API's code: <see cref="ApiAnswers.Required"/> and others.</summary>
    public int Code { get; } = code;
}
