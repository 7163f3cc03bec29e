using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Core.OnCall;
using ChatOps.Slack;
using ChatOps.Slack.Rendering;

namespace ChatOps.Tests.Slack;

/// <summary>Who is who on the Slack of these tests, and how a drawn message is looked at.</summary>
internal static class SlackSample
{
    public static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Roster Roster = new(
        [new Person("ana", [Role.BackendCoordinator], Handle("U0ANA"))],
        [
            new Responder(Role.BackendCoordinator, Handle("S0BACKEND")), new Responder(Role.CloudArchitect, Handle("W0KIM")), new Responder(Role.User, Handle("U0USER")),
            new Responder("security-auditor", Handle("C0SECURITY")), new Responder(Role.TechLead, Handle("the tech lead")),
        ]);

    public static SlackDrawing Drawing { get; } = new(Roster, TimeZoneInfo.Utc);

    /// <summary>Every object in it, itself included.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Objects),
        JsonObject thing => thing.Select(field => field.Value).SelectMany(Objects).Prepend(thing),
        _ => [],
    };

    public static IEnumerable<JsonObject> OfType(JsonNode? node, string type) => Objects(node).Where(thing => (string?)thing["type"] == type);

    private static Dictionary<string, string> Handle(string id) => new() { [SlackOptions.Platform] = id };
}
