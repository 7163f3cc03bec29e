using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Teams;
using ChatOps.Teams.Rendering;
using ChatOps.Tests.Messages;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Teams;

/// <summary>Who is who on the Teams of these tests, and how a drawn card is looked at.</summary>
internal static class TeamsSample
{
    public const string AppId = "7a1f6f6e-58a8-4b0c-9f0e-2f6f7d2f4c11";
    public const string Tenant = "5c9f4a0e-6f0b-4e55-8d1d-0a6f6a3b7e21";
    public const string Channel = "19:ops@thread.tacv2";
    public const string Backend = "29:1backend";
    public const string Kim = "11111111-2222-4333-8444-555555555555";

    public static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Roster Roster = new(
        [new Person("ana", [Role.BackendCoordinator], Handle("29:1ana"))],
        [
            new Responder(Role.BackendCoordinator, Handle(Backend)), new Responder(Role.CloudArchitect, Handle(Kim)), new Responder(Role.User, Handle("uma@acme.example")),
            new Responder(Role.TechLead, Handle("the tech lead")), new Responder(Role.SecurityAuditor, Handle(Channel)),
        ]);

    public static readonly MessageContext Context = new(TimeZoneInfo.Utc, "https://chatops.example");

    public static readonly TeamsOptions Options = new() { AppId = AppId, TenantId = Tenant, AppPassword = "secret", AllowedTenants = [Tenant] };

    public static CardDrawing Drawing { get; } = new(Roster, Context, new FakeTimeProvider(Sample.At("04:00")));

    /// <summary>Every object in it, itself included.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Objects),
        JsonObject thing => thing.Select(field => field.Value).SelectMany(Objects).Prepend(thing),
        _ => [],
    };

    public static IEnumerable<JsonObject> OfType(JsonNode? node, string type) => Objects(node).Where(thing => (string?)thing["type"] == type);

    private static Dictionary<string, string> Handle(string id) => new() { [TeamsOptions.Platform] = id };
}
