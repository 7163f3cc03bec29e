using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Slack.Payloads;

namespace ChatOps.Slack.Inputs;

/// <summary>What follows an acknowledgement: a message to the address that came with the delivery, or by a method of the Web API.</summary>
/// <param name="Message">The message, or the method's arguments.</param>
/// <param name="Address">The address; null: it goes by a method.</param>
/// <param name="Method">The method; null: it goes to the address.</param>
internal sealed record LateAnswer(JsonObject Message, Uri? Address, string? Method)
{
    /// <summary>To the address that came with a command or a click.</summary>
    public static LateAnswer To(Uri address, JsonObject message) => new(message, address, null);

    /// <summary>For one person alone, where they said something.</summary>
    public static LateAnswer For(JsonObject message) => new(message, null, "chat.postEphemeral");

    /// <summary>Posted for all who read there. It carries a key made of the delivery that it answers, by which Slack can be asked whether it has it.</summary>
    public static LateAnswer Post(string delivery, JsonObject message)
    {
        message["metadata"] = SlackKey.Metadata("answer-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery)))[..24]);
        return new(message, null, "chat.postMessage");
    }

    /// <summary>The key that it carries; null for what Slack cannot be asked for.</summary>
    public string? Key => (string?)Message["metadata"]?["event_payload"]?["key"];

    /// <summary>As it is kept.</summary>
    public string Write() => new JsonObject { ["address"] = Address?.OriginalString, ["method"] = Method, ["message"] = Message.DeepClone() }.ToJsonString();

    /// <summary>Reads what was kept; null when it is none.</summary>
    public static LateAnswer? Read(string kept) =>
        JsonReading.ObjectOf(Encoding.UTF8.GetBytes(kept)) is { } json && json.Inner("message") is { } message
            ? new LateAnswer(JsonObject.Create(message)!, Interaction.AddressOf(json.Text("address")), json.Text("method"))
            : null;
}
