using System.Text.Json.Nodes;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Slack.Payloads;
using ChatOps.Slack.People;
using ChatOps.Slack.Views;

namespace ChatOps.Slack.Inputs;

/// <summary>Serves what people type: slash commands, mentions of the bot, and direct messages to it.</summary>
internal sealed class CommandInputs(IIntake intake, IChatDesk desk, SlackPeople people, FormInputs forms)
{
    private const string Help = "help";

    /// <summary>A slash command. Its answer is for the one who typed it alone, unless it changed an incident: that is for everybody who reads there.</summary>
    public async Task<SlackReply> ServeAsync(SlashCommand typed, string delivery, CancellationToken cancellationToken)
    {
        var text = await TextAsync(typed.Text, cancellationToken).ConfigureAwait(false);
        if (FormWish.Of(text) is { } wish && typed.Trigger is not null)
        {
            return await forms.OpenAsync(wish, typed.Trigger, cancellationToken).ConfigureAwait(false) is { } problem ? new SlackReply(AnswerMessages.Say(problem)) : SlackReply.Taken;
        }

        var (answer, parsed) = await AskAsync(new Said(typed.User, text, delivery, null), cancellationToken).ConfigureAwait(false);
        var message = Message(answer, parsed, text);
        if (answer.Incident is not null && parsed is ParsedCommand.Declares or ParsedCommand.OfIncident or ParsedCommand.OfService && !typed.Channel.StartsWith('D')) message["response_type"] = "in_channel";
        return new SlackReply(message);
    }

    /// <summary>A mention of the bot, or a direct message to it. The answer is posted where it was said, for the one who said it alone.</summary>
    public async Task<SlackReply> ServeAsync(MessageEvent said, string text, CancellationToken cancellationToken)
    {
        var plain = await TextAsync(text, cancellationToken).ConfigureAwait(false);
        var thread = said.Thread is { } ts ? await desk.ThreadAsync(SlackOptions.Platform, new SlackReference(said.Channel, ts).ToString(), cancellationToken).ConfigureAwait(false) : null;
        if (FormWish.Of(plain) is { } wish && !(wish.Form is PostMortemForm && thread is not null))
        {
            var offer = AnswerMessages.OfferForm($"`{wish.Form.Name}` needs a few words more; the form asks for them.", wish.Form.Name, wish.Scope.Incident ?? thread?.ToString());
            return Later(said, offer);
        }

        // Mention and message are two deliveries of one saying: channel and ts are what they share.
        var delivery = $"{SlackOptions.Platform}:{said.Channel}:{said.Ts}";
        var (answer, parsed) = await AskAsync(new Said(said.User!, plain, delivery, thread), cancellationToken).ConfigureAwait(false);
        return Later(said, Message(answer, parsed, plain));
    }

    /// <summary>Gives a command, and says what it was where it was done; of what was not, the answer tells all.</summary>
    public async Task<(Answer Answer, ParsedCommand? Parsed)> AskAsync(Said said, CancellationToken cancellationToken)
    {
        var actor = await people.WhoAsync(said.User, cancellationToken).ConfigureAwait(false);
        var request = new CommandRequest(said.Text, actor, said.Delivery, said.Thread, said.Stamp);
        var answer = await intake.AcceptAsync(request, cancellationToken).ConfigureAwait(false);
        return (answer, answer.Outcome == AnswerOutcome.Done ? CommandParser.Parse(request) : null);
    }

    /// <summary>An answer as a message.</summary>
    public static JsonObject Message(Answer answer, ParsedCommand? parsed, string command) =>
        AnswerMessages.Of(answer, command, parsed is ParsedCommand.Asks { Query: Query.PostMortem });

    private async ValueTask<string> TextAsync(string marked, CancellationToken cancellationToken)
    {
        var text = await MarkedText.CommandAsync(marked, id => people.WordOfAsync(id, cancellationToken)).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(text) ? Help : text;
    }

    private static SlackReply Later(MessageEvent said, JsonObject message)
    {
        message.Remove("response_type");
        message["channel"] = said.Channel;
        if (said.Thread is { } thread) message["thread_ts"] = thread;
        if (said.IsDirect) return SlackReply.Taken with { Later = LateAnswer.Post($"{said.Channel}:{said.Ts}", message) };
        message["user"] = said.User;
        return SlackReply.Taken with { Later = LateAnswer.For(message) };
    }
}

/// <summary>A command as it was given.</summary>
/// <param name="User">Who, by Slack's id.</param>
/// <param name="Text">The command without prefix.</param>
/// <param name="Delivery">What identifies it.</param>
/// <param name="Thread">The incident in whose thread it was said, or null.</param>
/// <param name="Stamp">For a button, the stamp with which it was drawn.</param>
internal sealed record Said(string User, string Text, string Delivery, IncidentId? Thread, int? Stamp = null);
