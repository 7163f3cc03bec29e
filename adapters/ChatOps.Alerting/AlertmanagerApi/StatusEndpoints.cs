using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Alerting.AlertmanagerApi;

/// <summary><c>/api/v2/status</c> and <c>/api/v2/receivers</c>, which amtool asks before anything else, and the answers to what does not exist.</summary>
internal sealed class StatusEndpoints(TimeProvider time)
{
    /// <summary>The version of Alertmanager whose API this is; amtool compares it with its own.</summary>
    private const string ApiVersion = "0.25.0";

    /// <summary>A configuration that amtool can read: one route, one receiver.</summary>
    private const string Configuration = $"route:\n  receiver: {AlertsGet.Receiver}\nreceivers:\n- name: {AlertsGet.Receiver}\n";

    private static readonly Dictionary<string, string> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alerts"] = "GET,POST",
        ["alerts/groups"] = "GET",
        ["receivers"] = "GET",
        ["status"] = "GET",
        ["silences"] = "GET,POST",
        ["silence/"] = "DELETE,GET",
    };

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public Task StatusAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body) =>
        ApiAnswers.WriteAsync(
            context,
            StatusCodes.Status200OK,
            (writer, uptime) =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("cluster");
                writer.WriteStartArray("peers");
                writer.WriteEndArray();
                writer.WriteString("status", "disabled");
                writer.WriteEndObject();
                writer.WriteStartObject("config");
                writer.WriteString("original", Configuration);
                writer.WriteEndObject();
                writer.WriteString("uptime", ApiTime.Write(uptime));
                writer.WriteStartObject("versionInfo");
                writer.WriteString("branch", "");
                writer.WriteString("buildDate", "");
                writer.WriteString("buildUser", "");
                writer.WriteString("goVersion", RuntimeInformation.FrameworkDescription);
                writer.WriteString("revision", "ChatOps " + typeof(StatusEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
                writer.WriteString("version", ApiVersion);
                writer.WriteEndObject();
                writer.WriteEndObject();
            },
            _startedAt);

    public static Task ReceiversAsync(HttpContext context, AlertSource source, ReadOnlyMemory<byte> body) =>
        ApiAnswers.WriteAsync(
            context,
            StatusCodes.Status200OK,
            (writer, name) =>
            {
                writer.WriteStartArray();
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteEndObject();
                writer.WriteEndArray();
            },
            AlertsGet.Receiver);

    /// <summary>405 where the path exists, else 404.</summary>
    public static Task ElseAsync(HttpContext context)
    {
        var rest = context.Request.RouteValues["rest"] as string ?? "";
        var path = rest.StartsWith("silence/", StringComparison.OrdinalIgnoreCase) ? "silence/" : rest;
        if (!Methods.TryGetValue(path, out var methods))
        {
            return ApiAnswers.CodeAsync(context, StatusCodes.Status404NotFound, StatusCodes.Status404NotFound, $"path {context.Request.Path} was not found");
        }

        context.Response.Headers.Allow = methods;
        return ApiAnswers.CodeAsync(context, StatusCodes.Status405MethodNotAllowed, StatusCodes.Status405MethodNotAllowed, $"method {context.Request.Method} is not allowed, but [{methods}] are");
    }

    /// <summary>410: the API before version 2.</summary>
    public static Task GoneAsync(HttpContext context) =>
        ApiAnswers.WriteAsync(
            context,
            StatusCodes.Status410Gone,
            (writer, sentence) =>
            {
                writer.WriteStartObject();
                writer.WriteString("status", "deprecated");
                writer.WriteString("error", sentence);
                writer.WriteEndObject();
            },
            "Version 1 of Alertmanager's API is gone; the same paths are under /api/v2.");

    /// <summary>What Alertmanager's own probes answer.</summary>
    public static Task OkAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("OK", context.RequestAborted);
    }
}
