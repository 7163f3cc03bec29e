using System.Text.Json.Nodes;
using ChatOps.Servers.Slack.State;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Every defect of a structure, as Slack words it.</summary>
internal sealed class Findings
{
    private readonly List<string> found = [];

    public void Add(string message, string pointer) => found.Add($"{message} [json-pointer:{pointer}]");

    /// <exception cref="ApiRefusal">With all findings, if there are any.</exception>
    public void Refuse(string error)
    {
        if (found.Count == 0)
        {
            return;
        }

        throw new ApiRefusal(error, new JsonObject
        {
            ["errors"] = new JsonArray([.. found.Select(text => JsonValue.Create(text))]),
            ["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. found.Select(text => JsonValue.Create($"[ERROR] {text}"))]) },
        });
    }
}
