using ChatOps.Core.Intake;
using ChatOps.Slack.Payloads;
using ChatOps.Slack.People;
using ChatOps.Slack.Views;
using Microsoft.Extensions.Logging;

namespace ChatOps.Slack.Inputs;

/// <summary>
/// Takes what Slack delivers, over HTTP or a socket alike: of our workspace alone, each delivery once, answered after its commit and always before Slack
/// gives up. Work that takes longer is finished all the same, and its answer follows.
/// </summary>
internal sealed class SlackInputs(
    DeliveryMemory<SlackReply> memory, SlackTeam team, CommandInputs commands, ClickInputs clicks, FormInputs forms, EventInputs events, FollowUps followUps, TimeProvider time, ILogger<SlackInputs> log)
{
    /// <summary>Slack waits three seconds, and the way back takes a part of them.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const string Slow = "This takes longer than usual. It is under way and is done once; the answer follows.";

    /// <summary>A slash command.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="delivery">What identifies the delivery.</param>
    public Task<SlackReply> TakeAsync(SlashCommand command, string delivery)
    {
        if (!team.Serves(command.Team)) return Task.FromResult(SlackReply.Stranger);
        return WithinAsync(
            delivery,
            () => commands.ServeAsync(command, IdOf(delivery), CancellationToken.None),
            text => new SlackReply(AnswerMessages.Say(text)),
            work => new SlackReply(AnswerMessages.Say(Slow)) { Work = work, WorkAddress = command.ResponseUrl });
    }

    /// <summary>An event.</summary>
    /// <param name="told">What happened.</param>
    /// <param name="delivery">What identifies the delivery, should the event have no id.</param>
    public Task<SlackReply> TakeAsync(EventDelivery told, string delivery)
    {
        if (!team.Serves(told.Team)) return Task.FromResult(SlackReply.Stranger);
        // Not on disk in time: Slack sends an event again, and finds it done then.
        return WithinAsync(events.IdentityOf(told, delivery), () => events.ServeAsync(told, CancellationToken.None), _ => SlackReply.Again, work => SlackReply.Again with { Work = work });
    }

    /// <summary>A button, a form, a menu or a shortcut.</summary>
    /// <param name="payload">As Slack sent it.</param>
    /// <param name="delivery">What identifies the delivery.</param>
    public Task<SlackReply> TakeAsync(System.Text.Json.JsonElement payload, string delivery)
    {
        if (!team.Serves(Interaction.TeamOf(payload))) return Task.FromResult(SlackReply.Stranger);
        return Interaction.Of(payload) switch
        {
            Click click => WithinAsync(delivery, () => clicks.ServeAsync(click, IdOf(delivery), CancellationToken.None), text => FormInputs.TellLater(click, text), work => SlackReply.Taken with { Work = work, WorkAddress = click.ResponseUrl }),
            FormSubmission sent => WithinAsync(delivery, () => forms.ServeAsync(sent, IdOf(delivery), CancellationToken.None), text => new SlackReply(AnswerView.Show(text)), work => new SlackReply(AnswerView.Show(Slow.Replace("the answer follows", "the incident's thread tells", StringComparison.Ordinal))) { Work = work }),
            Suggestion typed => WithinAsync(delivery, () => forms.ServeAsync(typed, CancellationToken.None), _ => NoOptions(), _ => NoOptions()),
            Shortcut used => WithinAsync(delivery, () => forms.ServeAsync(used, CancellationToken.None), text => FormInputs.TellLater(used, text), work => SlackReply.Taken with { Work = work }),
            _ => Task.FromResult(SlackReply.Taken),
        };
    }

    private static string IdOf(string delivery) => $"{SlackOptions.Platform}:{delivery}";

    private static SlackReply NoOptions() => new(new System.Text.Json.Nodes.JsonObject { ["options"] = new System.Text.Json.Nodes.JsonArray() }) { IsPassing = true };

    private async Task<SlackReply> WithinAsync(string delivery, Func<Task<SlackReply>> serve, Func<string, SlackReply> tell, Func<Task<SlackReply>, SlackReply> late)
    {
        var work = memory.Once(delivery, () => ServeAsync(serve, tell), out var isFirst);
        try
        {
            return await work.WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return isFirst ? late(work) : late(work).Alone;
        }
    }

    private async Task<SlackReply> ServeAsync(Func<Task<SlackReply>> serve, Func<string, SlackReply> tell)
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
            log.LogError(exception, "A delivery of Slack was not served");
            return tell("This could not be done because of a mistake in ChatOps itself; its log says more.") is { IsAgain: false } told ? told : SlackReply.Taken;
        }
    }
}
