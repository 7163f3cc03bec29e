using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Slack.Payloads;
using ChatOps.Slack.Views;

namespace ChatOps.Slack.Inputs;

/// <summary>Serves buttons. What a click changed is told by the incident's thread; what it did not change is told to the one who clicked alone.</summary>
internal sealed class ClickInputs(CommandInputs commands, FormInputs forms)
{
    /// <summary>A button was pressed.</summary>
    public async Task<SlackReply> ServeAsync(Click click, string delivery, CancellationToken cancellationToken)
    {
        if (SlackButton.Read(click.Action, click.Value) is { } button)
        {
            return FormWish.Of(button.Command, button.Stamp) is { } wish
                ? await OpenAsync(click, wish, cancellationToken).ConfigureAwait(false)
                : await PressAsync(click, new Said(click.User, button.Command, delivery, null, button.Stamp), cancellationToken).ConfigureAwait(false);
        }

        if (click.Action.StartsWith(AnswerMessages.FormPrefix, StringComparison.Ordinal) && Form.Named(click.Action[AnswerMessages.FormPrefix.Length..]) is { } form)
        {
            var incident = click.Value is { } value && IncidentId.TryParse(value, CultureInfo.InvariantCulture, out var id) ? id.ToString() : null;
            return await OpenAsync(click, new FormWish(form, new FormScope(incident)), cancellationToken).ConfigureAwait(false);
        }

        return click.Action.StartsWith(AnswerMessages.ConfirmPrefix, StringComparison.Ordinal) && click.Value?.Split(' ', 2) is [var thread, var command]
            ? await ConfirmAsync(click, new Said(click.User, command, delivery, IncidentId.TryParse(thread, CultureInfo.InvariantCulture, out var named) ? named : null), cancellationToken).ConfigureAwait(false)
            : SlackReply.Taken;
    }

    private async Task<SlackReply> OpenAsync(Click click, FormWish wish, CancellationToken cancellationToken) =>
        await forms.OpenAsync(wish, click.Trigger, cancellationToken).ConfigureAwait(false) is { } problem ? FormInputs.TellLater(click, problem) : SlackReply.Taken;

    private async Task<SlackReply> PressAsync(Click click, Said said, CancellationToken cancellationToken)
    {
        var (answer, parsed) = await commands.AskAsync(said, cancellationToken).ConfigureAwait(false);
        return answer.Outcome == AnswerOutcome.Done && parsed is not ParsedCommand.Asks ? SlackReply.Taken : Later(click, CommandInputs.Message(answer, parsed, said.Text), replaces: false);
    }

    private async Task<SlackReply> ConfirmAsync(Click click, Said said, CancellationToken cancellationToken)
    {
        var (answer, parsed) = await commands.AskAsync(said, cancellationToken).ConfigureAwait(false);
        return Later(click, CommandInputs.Message(answer, parsed, said.Text), replaces: true);
    }

    private static SlackReply Later(Click click, JsonObject message, bool replaces)
    {
        if (click.ResponseUrl is not { } address) return SlackReply.Taken;
        message["replace_original"] = replaces;
        if (!replaces && click.Thread is { } thread) message["thread_ts"] = thread;
        return SlackReply.Taken with { Later = LateAnswer.To(address, message) };
    }
}
