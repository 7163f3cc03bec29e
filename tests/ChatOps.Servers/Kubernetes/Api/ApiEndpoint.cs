using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Servers.Kubernetes.State;

namespace ChatOps.Servers.Kubernetes.Api;

/// <summary>Answers calls as the API server does: objects, lists, tables, watches, patches, scales, logs, and a Status for what went wrong.</summary>
internal sealed class ApiEndpoint(Cluster cluster, Controllers controllers, PodLife life, string token)
{
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/');
        if (context.Request.Headers.Authorization != "Bearer " + token)
        {
            await AnswerAsync(context, 401, ApiCall.Status(401, "Unauthorized", "Unauthorized"));
        }
        else if (Discovery.Of(path) is { } said)
        {
            await AnswerAsync(context, 200, said);
        }
        else if (ApiCall.Read(path) is not { } call)
        {
            await AnswerAsync(context, 404, ApiCall.Status(404, "NotFound", "the server could not find the requested resource"));
        }
        else if (call.Name is null && HttpMethods.IsGet(context.Request.Method) && context.Request.Query["watch"] is [("true" or "1")])
        {
            await Watch.RunAsync(context, cluster, call);
        }
        else
        {
            var body = HttpMethods.IsGet(context.Request.Method) ? null : await ReadAsync(context);
            var (code, answer, text) = Do(context.Request, call, body);
            if (text is not null) await context.Response.WriteAsync(text);
            else await AnswerAsync(context, code, answer!);
        }
    }

    private static async Task<JsonNode?> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync() is { Length: > 0 } text ? JsonNode.Parse(text) : null;
    }

    private static Task AnswerAsync(HttpContext context, int code, JsonNode body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private (int Code, JsonNode? Answer, string? Text) Do(HttpRequest request, ApiCall call, JsonNode? body)
    {
        lock (cluster.Gate)
        {
            controllers.Step();
            if (call.Name is null) return (200, List(request, call), null);
            if (cluster.Find(call.Resource, call.Namespace ?? "", call.Name) is not { } found) return NotFound(call);
            return (request.Method, call.Sub) switch
            {
                ("GET", null) => (200, request.Headers.Accept.ToString().Contains("as=Table", StringComparison.Ordinal) ? Tables.Of(call.Resource, [found], cluster.Version, cluster.Now) : found.DeepClone(), null),
                ("GET", "log") when call.Resource == "pods" => Log(request, found),
                ("GET", "scale") => (200, Scale(found), null),
                ("PATCH" or "PUT", null or "scale") => Change(request, call, found, body!),
                ("DELETE", null) => Delete(call, found, body),
                _ => (405, ApiCall.Status(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"), null),
            };
        }
    }

    private JsonObject List(HttpRequest request, ApiCall call)
    {
        var items = cluster.List(call.Resource, call.Namespace).Where(item => Selectors.Fits(item, request.Query["labelSelector"], request.Query["fieldSelector"])).ToArray();
        if (request.Headers.Accept.ToString().Contains("as=Table", StringComparison.Ordinal)) return Tables.Of(call.Resource, items, cluster.Version, cluster.Now);
        var kind = Discovery.Kinds[call.Resource];
        return new JsonObject
        {
            ["kind"] = kind.Name + "List",
            ["apiVersion"] = kind.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = cluster.Version.ToString(CultureInfo.InvariantCulture) },
            ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
        };
    }

    private (int, JsonNode?, string?) Log(HttpRequest request, JsonObject pod)
    {
        var reason = (pod.At("status", "containerStatuses") as JsonArray)?[0].Text("state", "waiting", "reason");
        if (reason is "ImagePullBackOff" or "ContainerCreating")
        {
            return (400, ApiCall.Status(400, "BadRequest", $"container \"{pod.At("spec", "containers")![0].Text("name")}\" in pod \"{pod.Text("metadata", "name")}\" is waiting to start: {(reason == "ContainerCreating" ? reason : "trying and failing to pull image")}"), null);
        }

        var lines = life.Log(pod).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var last = int.TryParse(request.Query["tailLines"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? lines.TakeLast(count) : lines;
        return (200, null, string.Concat(last.Select(line => line + "\n")));
    }

    private static JsonObject Scale(JsonObject body) => new()
    {
        ["kind"] = "Scale",
        ["apiVersion"] = "autoscaling/v1",
        ["metadata"] = new JsonObject { ["name"] = body.Text("metadata", "name"), ["namespace"] = body.Text("metadata", "namespace"), ["uid"] = body.Text("metadata", "uid"), ["resourceVersion"] = body.Text("metadata", "resourceVersion"), ["creationTimestamp"] = body.Text("metadata", "creationTimestamp") },
        ["spec"] = new JsonObject { ["replicas"] = body.Number("spec", "replicas") },
        ["status"] = new JsonObject { ["replicas"] = body.Number("status", "replicas"), ["selector"] = string.Join(',', ((JsonObject)body.At("spec", "selector", "matchLabels")!).Select(label => $"{label.Key}={label.Value}")) },
    };

    private (int, JsonNode?, string?) Change(HttpRequest request, ApiCall call, JsonObject found, JsonNode body)
    {
        var before = call.Sub == "scale" ? Scale(found) : found;
        JsonObject after;
        try
        {
            after = request.Method == "PUT" ? (JsonObject)body : Patches.Apply(request.ContentType?.Split(';')[0], before, body);
        }
        catch (InvalidOperationException e)
        {
            return (422, ApiCall.Status(422, "Invalid", e.Message), null);
        }

        var asked = after.Text("metadata", "resourceVersion");
        if (asked.Length > 0 && asked != found.Text("metadata", "resourceVersion"))
        {
            return (409, ApiCall.Status(409, "Conflict", $"Operation cannot be fulfilled on {call.Resource} \"{call.Name}\": the object has been modified; please apply your changes to the latest version and try again"), null);
        }

        var spec = found["spec"]!.ToJsonString();
        if (call.Sub == "scale")
        {
            found["spec"]!["replicas"] = after.Number("spec", "replicas");
        }
        else
        {
            found["spec"] = after["spec"]!.DeepClone();
            foreach (var part in (string[])["labels", "annotations"]) found["metadata"]![part] = after.At("metadata", part)?.DeepClone();
        }

        if (found["spec"]!.ToJsonString() != spec) found["metadata"]!["generation"] = found.Number("metadata", "generation") + 1;
        cluster.Update(call.Resource, found);
        controllers.Step();
        return (200, call.Sub == "scale" ? Scale(found) : found.DeepClone(), null);
    }

    private (int, JsonNode?, string?) Delete(ApiCall call, JsonObject found, JsonNode? options)
    {
        var uid = options.Text("preconditions", "uid");
        if (uid.Length > 0 && uid != found.Text("metadata", "uid"))
        {
            return (409, ApiCall.Status(409, "Conflict", $"Operation cannot be fulfilled on {call.Resource} \"{call.Name}\": the UID in the precondition ({uid}) does not match the UID in record ({found.Text("metadata", "uid")})"), null);
        }

        cluster.Remove(call.Resource, found);
        controllers.Step();
        return (200, found.DeepClone(), null);
    }

    private static (int, JsonNode?, string?) NotFound(ApiCall call)
    {
        var group = Discovery.Kinds[call.Resource].ApiVersion == "apps/v1" ? ".apps" : "";
        var status = ApiCall.Status(404, "NotFound", $"{call.Resource}{group} \"{call.Name}\" not found");
        status["details"] = new JsonObject { ["name"] = call.Name, ["kind"] = call.Resource, ["group"] = group.TrimStart('.') };
        return (404, status, null);
    }
}
