using System.Text.Json.Nodes;
using ChatOps.Teams.Connector;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;
using Microsoft.Extensions.Logging;

namespace ChatOps.Teams.Inputs;

/// <summary>Shows answers where something was said: for the one who said it alone where others would see it, unless it is for all.</summary>
internal sealed class Answering(TeamsClient client, ILogger<Answering> log)
{
    /// <summary>Taken, and the answer follows.</summary>
    /// <param name="said">What is answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="isForAll">Whether all of the conversation are to see it.</param>
    public TeamsReply Later(Activity said, DrawnCard answer, bool isForAll = false) =>
        TeamsReply.Taken with { Then = token => ShowAsync(said, answer, said.Kind != "personal" && (!isForAll || said.IsTargeted), token) };

    private async Task ShowAsync(Activity said, DrawnCard answer, bool isTargeted, CancellationToken cancellationToken)
    {
        var shown = await SendAsync(said, answer, isTargeted, cancellationToken).ConfigureAwait(false);
        // Not every place can show something to one person alone; an answer to everybody is better than none. What nobody else was to see stays unsaid.
        if (isTargeted && !said.IsTargeted && shown is TeamsAnswer.Failed { Status: 400 or 403 or 404 or 501 }) shown = await SendAsync(said, answer, isTargeted: false, cancellationToken).ConfigureAwait(false);
        if (shown is not TeamsAnswer.Good) log.NotAnswered(said.ConversationId, TeamsAnswer.Said(shown));
    }

    private Task<TeamsAnswer> SendAsync(Activity said, DrawnCard answer, bool isTargeted, CancellationToken cancellationToken)
    {
        var activity = answer.Activity();
        if (said.ReplyTo is null && said.Id is { } id) activity["replyToId"] = id;
        if (isTargeted) activity["recipient"] = new JsonObject { ["id"] = said.From, ["name"] = OutsideText.Line(said.FromName, 100), ["role"] = "user" };
        var call = new TeamsCall(HttpMethod.Post, said.Service, ["v3", "conversations", said.ConversationId, "activities"], activity, TeamsReference.Root(said.ConversationId));
        return client.CallAsync(call with { IsTargeted = isTargeted }, cancellationToken);
    }
}
