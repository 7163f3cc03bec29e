using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;
using ChatOps.Teams.Views;

namespace ChatOps.Teams.Inputs;

/// <summary>Serves what people type: mentions of the bot, slash commands, and what is said to it alone.</summary>
internal sealed class CommandInputs(IIntake intake, IChatDesk desk, TeamsPeople people)
{
    /// <summary>A message. Its answer follows where it was said, for the one who said it where Teams can show it so.</summary>
    public async Task<TeamsReply> ServeAsync(Activity said, string? delivery, CancellationToken cancellationToken)
    {
        // A client that does not know how to run an action sends what the button carries as a message.
        if (CardButton.Read(said.Value) is { } button) return await PressAsync(said, button, delivery, cancellationToken).ConfigureAwait(false);
        // A button of somebody else's card says nothing to us.
        if (said.Text.Length == 0 && said.Value.ValueKind == System.Text.Json.JsonValueKind.Object) return TeamsReply.Taken;
        if (await SaidText.CommandAsync(said, id => people.WordOfAsync(id, cancellationToken)).ConfigureAwait(false) is not { } text) return TeamsReply.Taken;
        var thread = TeamsReference.OfThread(said.ConversationId) is { } root ? await desk.ThreadAsync(TeamsOptions.Platform, root.ToString(), cancellationToken).ConfigureAwait(false) : null;
        if (FormWish.Of(text, thread) is { } wish)
        {
            return TeamsReply.Answer(said, AnswerCard.OfferForm($"`{wish.Form.Name}` needs a few words more; the form asks for them.", text, wish.Scope.Incident));
        }

        var (answer, parsed) = await AskAsync(said, text, delivery, thread, null, cancellationToken).ConfigureAwait(false);
        var isForAll = parsed is ParsedCommand.Declares && answer is { Outcome: AnswerOutcome.Done, Incident: not null };
        return TeamsReply.Answer(said, Card(answer, parsed, text), isForAll);
    }

    /// <summary>Gives a command, and says what it was.</summary>
    public async Task<(Answer Answer, ParsedCommand Parsed)> AskAsync(Activity by, string text, string? delivery, IncidentId? thread, int? stamp, CancellationToken cancellationToken)
    {
        var request = new CommandRequest(text, await people.WhoAsync(by, cancellationToken).ConfigureAwait(false), delivery, thread, stamp);
        return (await intake.AcceptAsync(request, cancellationToken).ConfigureAwait(false), CommandParser.Parse(request));
    }

    /// <summary>Who acts.</summary>
    public Task<Actor> WhoAsync(Activity by, CancellationToken cancellationToken) => people.WhoAsync(by, cancellationToken);

    /// <summary>An answer as a card.</summary>
    public static DrawnCard Card(Answer answer, ParsedCommand parsed, string command) =>
        AnswerCard.Of(answer, command, isMarkdown: parsed is ParsedCommand.Asks { Query: Query.PostMortem } && answer.Outcome == AnswerOutcome.Done);

    private async Task<TeamsReply> PressAsync(Activity said, CardButton button, string? delivery, CancellationToken cancellationToken)
    {
        if (button.Act != CardButton.Give) return TeamsReply.Taken;
        var (answer, parsed) = await AskAsync(said, button.Command, delivery, button.IncidentId, button.Stamp, cancellationToken).ConfigureAwait(false);
        // What it changed, the thread tells.
        return answer.Outcome == AnswerOutcome.Done && parsed is not ParsedCommand.Asks ? TeamsReply.Taken : TeamsReply.Answer(said, Card(answer, parsed, button.Command));
    }
}
