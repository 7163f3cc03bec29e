using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.State;

/// <summary>An answer with <c>ok: false</c>. Nothing has changed when it is thrown.</summary>
/// <param name="error">Slack's word.</param>
/// <param name="details">Fields that stand beside it.</param>
internal sealed class ApiRefusal(string error, JsonObject? details = null) : Exception(error)
{
    public string Error { get; } = error;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Error };
        foreach (var (name, value) in details ?? [])
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}
