using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Teams.Payloads;
using ChatOps.Teams.Rendering;
using ChatOps.Teams.Views;

namespace ChatOps.Teams.Inputs;

/// <summary>Opens dialogs, and serves what was filled in.</summary>
internal sealed class FormInputs(CommandInputs commands, IChatDesk desk)
{
    /// <summary><c>task/fetch</c>: somebody pressed a button that wants more words.</summary>
    public async Task<TeamsReply> OpenAsync(Activity asked, CancellationToken cancellationToken)
    {
        var data = asked.Value.Inner("data") ?? default;
        if (CardButton.Read(data) is not { Act: CardButton.Open } button || WishOf(button) is not { } wish) return InvokeAnswers.Message("This button opens no form of ChatOps.");
        return InvokeAnswers.Dialog(wish.Form.Title, await CardAsync(wish.Form, wish.Scope, null, cancellationToken).ConfigureAwait(false));
    }

    /// <summary><c>task/submit</c>: a form was sent.</summary>
    public async Task<TeamsReply> TakeAsync(Activity sent, string? delivery, CancellationToken cancellationToken)
    {
        var data = sent.Value.Inner("data") ?? default;
        if (data.Text("chatops") != Form.Sent || Form.Named(data.Text("form") ?? "") is not { } form) return InvokeAnswers.Message("This is no form of ChatOps.");
        var scope = FormScope.Read(data);
        var filled = FilledIn.Of(data);
        var (answer, _) = await commands.AskAsync(sent, form.CommandOf(filled, scope), delivery, null, scope.Stamp, cancellationToken).ConfigureAwait(false);
        if (answer.Outcome is AnswerOutcome.Done or AnswerOutcome.Nothing or AnswerOutcome.Confirm) return form.ShowsAnswer || answer.Outcome != AnswerOutcome.Done ? InvokeAnswers.Message(answer.Text) : TeamsReply.Taken;
        // What was typed stays, and what is wrong with it stands above.
        return InvokeAnswers.Dialog(form.Title, await CardAsync(form, scope with { Typed = filled }, answer.Text, cancellationToken).ConfigureAwait(false));
    }

    private static FormWish? WishOf(CardButton button) =>
        FormWish.Of(button.Command, button.IncidentId, button.Stamp);

    private async Task<System.Text.Json.Nodes.JsonObject> CardAsync(Form form, FormScope scope, string? problem, CancellationToken cancellationToken)
    {
        var items = form.WantsIncidents(scope) ? await desk.IncidentsAsync("", Form.MostChoices, cancellationToken).ConfigureAwait(false) : form.WantsServices ? desk.Services("", Form.MostChoices) : [];
        return form.Card(scope, items, problem);
    }
}
