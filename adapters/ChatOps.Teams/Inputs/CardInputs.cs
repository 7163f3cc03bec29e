using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;
using ChatOps.Teams.Views;

namespace ChatOps.Teams.Inputs;

/// <summary>Serves buttons that Teams asks about (<c>adaptiveCard/action</c>): the one who pressed sees the head as it is for them, or words.</summary>
internal sealed class CardInputs(CommandInputs commands, IChatDesk desk, CardDrawing drawing)
{
    /// <summary>A button was pressed, or a client wants to show a card as it stands.</summary>
    public async Task<TeamsReply> ServeAsync(Activity pressed, string? delivery, CancellationToken cancellationToken)
    {
        var action = pressed.Value.Inner("action") ?? default;
        if (CardButton.Read(action.Inner("data") ?? default) is not { } button) return InvokeAnswers.Error("BadRequest", "This button is none of ChatOps'.");
        if (button.Act == CardButton.Refresh) return await ShowAsync(pressed, button, cancellationToken).ConfigureAwait(false) ?? InvokeAnswers.Say($"{OutsideText.Line(button.Incident, 40)} is not known here.");
        if (button.Act != CardButton.Give) return InvokeAnswers.Say("This button opens a form, which this client cannot show. The command does the same.");
        var (answer, parsed) = await commands.AskAsync(pressed, button.Command, delivery, button.IncidentId, button.Stamp, cancellationToken).ConfigureAwait(false);
        // A button of an answer: what came of it stands in the answer's place. So does what was asked by a button of a message.
        if (button.Stamp is null) return InvokeAnswers.Show(CommandInputs.Card(answer, parsed, button.Command));
        if (parsed is ParsedCommand.Asks && !button.OnHead) return InvokeAnswers.Show(CommandInputs.Card(answer, parsed, button.Command));
        if (parsed is ParsedCommand.Asks) return InvokeAnswers.Say(OutsideText.Lines(answer.Text, 1000));
        return answer.Outcome == AnswerOutcome.Done && button.OnHead && await ShowAsync(pressed, button, cancellationToken).ConfigureAwait(false) is { } head ? head : InvokeAnswers.Say(answer.Text);
    }

    private async Task<TeamsReply?> ShowAsync(Activity pressed, CardButton button, CancellationToken cancellationToken)
    {
        if (button.IncidentId is not { } incident) return null;
        var viewer = await commands.WhoAsync(pressed, cancellationToken).ConfigureAwait(false);
        return await desk.HeadAsync(incident, viewer, cancellationToken).ConfigureAwait(false) is { } head ? InvokeAnswers.Show(drawing.Draw(head, incident, isHead: true)) : null;
    }
}
