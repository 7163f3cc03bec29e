using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;

namespace ChatOps.Teams.Inputs;

/// <summary>What follows an answer: a message where something was said.</summary>
/// <param name="Service">Where the connector takes it.</param>
/// <param name="Conversation">The conversation, with its thread.</param>
/// <param name="Activity">The message.</param>
/// <param name="MayBeForAll">Whether all may read it where nothing can be shown to one person alone.</param>
internal sealed record LateAnswer(Uri Service, string Conversation, JsonObject Activity, bool MayBeForAll)
{
    /// <summary>An answer to what somebody said.</summary>
    /// <param name="said">What is answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="isForAll">Whether all of the conversation are to see it.</param>
    public static LateAnswer To(Activity said, DrawnCard answer, bool isForAll)
    {
        var activity = answer.Activity();
        if (said.ReplyTo is null && said.Id is { } id) activity["replyToId"] = id;
        if (said.Kind != "personal" && (!isForAll || said.IsTargeted)) activity["recipient"] = new JsonObject { ["id"] = said.From, ["name"] = OutsideText.Line(said.FromName, 100), ["role"] = "user" };
        return new LateAnswer(said.Service, said.ConversationId, activity, !said.IsTargeted);
    }

    /// <summary>Whether one person alone is to see it.</summary>
    public bool IsForOne => Activity["recipient"] is not null;

    /// <summary>The same for everybody there.</summary>
    public LateAnswer ForAll()
    {
        var activity = (JsonObject)Activity.DeepClone();
        activity.Remove("recipient");
        return this with { Activity = activity };
    }

    /// <summary>The call that gives it.</summary>
    public TeamsCall Call() => new(HttpMethod.Post, Service, ["v3", "conversations", Conversation, "activities"], Activity, TeamsReference.Root(Conversation)) { IsTargeted = IsForOne };

    /// <summary>As it is kept.</summary>
    public string Write() => new JsonObject { ["service"] = Service.OriginalString, ["conversation"] = Conversation, ["activity"] = Activity.DeepClone(), ["forAll"] = MayBeForAll }.ToJsonString();

    /// <summary>Reads what was kept; null when it is none.</summary>
    public static LateAnswer? Read(string kept) =>
        JsonReading.ObjectOf(Encoding.UTF8.GetBytes(kept)) is { } json && TeamsHosts.Read(json.Text("service")) is { } service && json.Text("conversation") is { } conversation && json.Inner("activity") is { } activity
            ? new LateAnswer(service, conversation, JsonObject.Create(activity)!, json.IsTrue("forAll"))
            : null;
}
