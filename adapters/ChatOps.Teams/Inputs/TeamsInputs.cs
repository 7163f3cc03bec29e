using ChatOps.Core.Intake;
using ChatOps.Teams.AlertChannels;
using ChatOps.Teams.Conversations;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Views;
using Microsoft.Extensions.Logging;

namespace ChatOps.Teams.Inputs;

/// <summary>
/// Takes what Teams sends, once each, answered after its commit and before Teams gives up. Kinds that are not known are taken and left alone, but for an
/// invoke, which has to be told so.
/// </summary>
internal sealed class TeamsInputs(
    DeliveryMemory<TeamsReply> memory, ConversationBook book, CommandInputs commands, AlertChannelInputs channels, CardInputs cards, FormInputs forms, PlaceInputs places, FollowUps followUps, TimeProvider time, ILogger<TeamsInputs> log)
{
    /// <summary>Teams waits some ten seconds for a message, and shows a button as failed sooner.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    internal static readonly TimeSpan InvokePatience = TimeSpan.FromSeconds(3);

    private const string Slow = "This takes longer than usual. It is under way and is done once; the incident's thread tells.";

    /// <summary>Takes an activity whose sender is trusted.</summary>
    public Task<TeamsReply> TakeAsync(Activity activity)
    {
        var delivery = activity.Id is { } id ? $"{TeamsOptions.Platform}:{activity.ConversationId}:{id}" : null;
        switch (activity.Type)
        {
            // An edit has its post's own id; the same alert again is harmless.
            case "message" or "messageUpdate" when channels.Serves(activity):
                return WithinAsync(activity.Type == "message" ? delivery : null, Patience, () => HeardAsync(activity, () => channels.ServeAsync(activity, CancellationToken.None)), _ => TeamsReply.Again, TeamsReply.Again);
            case "message":
                return WithinAsync(delivery, Patience, () => HeardAsync(activity, () => commands.ServeAsync(activity, delivery, CancellationToken.None)), text => TeamsReply.Again with { Later = LateAnswer.To(activity, AnswerCard.Of(text), isForAll: false) }, TeamsReply.Again);
            case "invoke":
                return Serving(activity, delivery) is { } serve
                    ? WithinAsync(delivery, InvokePatience, () => HeardAsync(activity, serve), text => Words(activity, text), Words(activity, Slow))
                    : Task.FromResult(activity.Name == "message/submitAction" ? TeamsReply.Taken : TeamsReply.NotKnown);
            case "installationUpdate":
                return WithinAsync(delivery, Patience, () => HeardAsync(activity, () => Task.FromResult(places.Serve(activity))), _ => TeamsReply.Again, TeamsReply.Again);
            case "conversationUpdate":
                return WithinAsync(delivery, Patience, () => HeardAsync(activity, () => Task.FromResult(TeamsReply.Taken)), _ => TeamsReply.Again, TeamsReply.Again);
            default:
                return Task.FromResult(TeamsReply.Taken);
        }
    }

    private Func<Task<TeamsReply>>? Serving(Activity activity, string? delivery) => activity.Name switch
    {
        "adaptiveCard/action" => () => cards.ServeAsync(activity, delivery, CancellationToken.None),
        "task/fetch" => () => forms.OpenAsync(activity, CancellationToken.None),
        "task/submit" => () => forms.TakeAsync(activity, delivery, CancellationToken.None),
        _ => null,
    };

    private static TeamsReply Words(Activity invoke, string text) => invoke.Name == "adaptiveCard/action" ? InvokeAnswers.Say(text) : InvokeAnswers.Message(text);

    private async Task<TeamsReply> HeardAsync(Activity activity, Func<Task<TeamsReply>> serve)
    {
        await book.HearAsync(activity, CancellationToken.None).ConfigureAwait(false);
        return await serve().ConfigureAwait(false);
    }

    private async Task<TeamsReply> WithinAsync(string? delivery, TimeSpan patience, Func<Task<TeamsReply>> serve, Func<string, TeamsReply> tell, TeamsReply late)
    {
        var isFirst = true;
        var work = delivery is null ? ServeAsync(serve, tell) : memory.Once(delivery, () => ServeAsync(serve, tell), out isFirst);
        try
        {
            return await work.WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return isFirst ? late with { Work = work } : late;
        }
    }

    private async Task<TeamsReply> ServeAsync(Func<Task<TeamsReply>> serve, Func<string, TeamsReply> tell)
    {
        try
        {
            return await followUps.KeepAsync(await serve().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (StorageUnavailableException away)
        {
            return tell($"Not stored, nothing was done. {away.Message}") with { IsPassing = true };
        }
        catch (Exception exception)
        {
            log.LogError(exception, "An activity of Teams was not served");
            return tell("This could not be done because of a mistake in ChatOps itself; its log says more.");
        }
    }
}
