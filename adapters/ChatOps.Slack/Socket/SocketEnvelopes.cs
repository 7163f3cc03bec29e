using ChatOps.Slack.Inputs;
using ChatOps.Slack.Payloads;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.Socket;

/// <summary>Serves envelopes with the same handlers that HTTP has.</summary>
internal sealed class SocketEnvelopes(SlackInputs inputs, FollowUps followUps, ILogger<SocketEnvelopes> log)
{
    /// <summary>Serves one, and gives what it is acknowledged with once that is on disk; null: it is not, and Slack sends it again.</summary>
    public async Task<(byte[]? Acknowledgement, SlackReply Reply)> ServeAsync(SocketEnvelope envelope)
    {
        var id = envelope.Id!;
        var taking = envelope.Type switch
        {
            "slash_commands" => SlashCommand.OfJson(envelope.Payload) is { } command ? inputs.TakeAsync(command, id) : null,
            "events_api" => EventDelivery.Of(envelope.Payload) is { } told ? inputs.TakeAsync(told, id) : null,
            "interactive" => inputs.TakeAsync(envelope.Payload, id),
            _ => null,
        };
        // A kind that nobody knows is taken and left alone, as over HTTP.
        var reply = taking is null ? SlackReply.Taken : await taking.ConfigureAwait(false);
        if (reply.IsStranger) log.LogWarning("An envelope of another workspace than the one that is served was left alone");
        return (reply.IsAgain ? null : envelope.Acknowledge(reply.Body), reply);
    }

    /// <summary>Starts what follows an acknowledgement.</summary>
    public void Follow(SlackReply reply) => followUps.Start(reply);
}
