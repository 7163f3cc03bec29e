using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.Out;

/// <summary>Something to give to an app, in its HTTP form and in its Socket Mode form.</summary>
/// <param name="Kind">As <see cref="SlackDelivery.Kind"/>.</param>
/// <param name="Payload">JSON; of a command its fields.</param>
/// <param name="Address">Where it goes over HTTP.</param>
/// <param name="SocketType"><c>events_api</c>, <c>interactive</c> or <c>slash_commands</c>.</param>
/// <param name="ContentType">Of the HTTP form.</param>
internal sealed record Parcel(string Kind, JsonObject Payload, Uri? Address, string SocketType, string ContentType)
{
    private const string Form = "application/x-www-form-urlencoded";

    public bool AcceptsAnswer => SocketType != "events_api";

    public byte[] Body => Encoding.UTF8.GetBytes(SocketType switch
    {
        "events_api" => Payload.ToJsonString(),
        "interactive" => "payload=" + Escaped(Payload.ToJsonString()),
        _ => string.Join('&', Payload.Select(part => $"{part.Key}={Escaped(part.Value?.ToString() ?? "")}")),
    });

    public static Parcel Event(SlackApp app, JsonObject envelope) =>
        new((string?)envelope["event"]?["type"] ?? (string)envelope["type"]!, envelope, app.EventsUrl, "events_api", "application/json");

    public static Parcel Command(SlackApp app, JsonObject fields) => new("command", fields, app.CommandsUrl, "slash_commands", Form);

    public static Parcel Interaction(SlackApp app, JsonObject payload)
    {
        var type = (string)payload["type"]!;
        return new Parcel(type, payload, type == "block_suggestion" ? app.OptionsUrl ?? app.InteractionsUrl : app.InteractionsUrl, "interactive", Form);
    }

    // Slack writes "+" for a blank, as forms do.
    private static string Escaped(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
