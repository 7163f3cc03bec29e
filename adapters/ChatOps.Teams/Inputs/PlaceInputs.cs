using ChatOps.Teams.Payloads;
using ChatOps.Teams.Views;
using Microsoft.Extensions.Logging;

namespace ChatOps.Teams.Inputs;

/// <summary>Serves that the bot came into a conversation, or went.</summary>
internal sealed class PlaceInputs(ILogger<PlaceInputs> log)
{
    private const string Hello =
        "I am ChatOps. I take alerts, try to mend what they tell of, and call the people who can help, level by level.\n`help` lists what I understand; in a channel put my name before it. `declare` opens an incident, `link` ties you to the person you are in my configuration.\nIncidents are told here once `Routes` names this place: ";

    /// <summary>Installed, upgraded, removed. That the conversation is known was written down before.</summary>
    public TeamsReply Serve(Activity told)
    {
        var place = TeamsReference.Root(told.ConversationId);
        switch (told.Action)
        {
            case "add":
                log.Installed(place, told.Kind);
                return TeamsReply.Answer(told, AnswerCard.Of($"{Hello}`{OutsideText.Line(place, 200)}`"), isForAll: true);
            case "remove":
                log.Removed(place, told.Kind);
                return TeamsReply.Taken;
            default:
                return TeamsReply.Taken;
        }
    }
}
