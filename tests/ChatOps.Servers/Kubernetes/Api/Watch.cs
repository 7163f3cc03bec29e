using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Servers.Kubernetes.State;

namespace ChatOps.Servers.Kubernetes.Api;

/// <summary>A watch: changes as lines of JSON, from a version on or after what is there.</summary>
internal static class Watch
{
    public static async Task RunAsync(HttpContext context, Cluster cluster, ApiCall call)
    {
        var query = context.Request.Query;
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync();
        bool Fits(JsonObject body) => (call.Namespace is null || body.Text("metadata", "namespace") == call.Namespace) && Selectors.Fits(body, query["labelSelector"], query["fieldSelector"]);
        var initial = query["sendInitialEvents"] == "true";
        List<JsonObject> lines = [];
        long seen;
        lock (cluster.Gate)
        {
            var from = query["resourceVersion"].ToString();
            if (initial || from is "" or "0")
            {
                lines.AddRange(cluster.List(call.Resource, call.Namespace).Where(Fits).Select(body => Line("ADDED", body)));
                seen = cluster.Version;
            }
            else
            {
                seen = long.Parse(from, CultureInfo.InvariantCulture);
            }

            if (initial) lines.Add(Line("BOOKMARK", Bookmark(call, seen)));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (int.TryParse(query["timeoutSeconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            while (true)
            {
                foreach (var line in lines) await context.Response.WriteAsync(line.ToJsonString() + "\n", limit.Token);
                await context.Response.Body.FlushAsync(limit.Token);
                Task changed;
                lock (cluster.Gate)
                {
                    lines = [.. cluster.Since(call.Resource, seen).Where(change => Fits(change.Body)).Select(change => Line(change.Type, change.Body))];
                    (seen, changed) = (cluster.Version, cluster.Changed);
                }

                if (lines.Count == 0) await changed.WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Its time is over, or whoever watched is gone.
        }
    }

    private static JsonObject Line(string type, JsonObject body) => new() { ["type"] = type, ["object"] = body.DeepClone() };

    private static JsonObject Bookmark(ApiCall call, long version)
    {
        var kind = Discovery.Kinds[call.Resource];
        return new()
        {
            ["kind"] = kind.Name,
            ["apiVersion"] = kind.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" } },
        };
    }
}
