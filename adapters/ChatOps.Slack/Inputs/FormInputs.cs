using System.Text.Json.Nodes;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Slack.Payloads;
using ChatOps.Slack.People;
using ChatOps.Slack.Views;

namespace ChatOps.Slack.Inputs;

/// <summary>Opens forms, fills their menus, and serves what was sent.</summary>
internal sealed class FormInputs(IIntake intake, IChatDesk desk, SlackPeople people, SlackTeam team, SlackClient client)
{
    /// <summary>The message shortcut of the manifest.</summary>
    public const string DeclareFromMessage = "declare_from_message";

    private const int MostOptions = 100;
    private const int LongestValue = 150;

    /// <summary>Opens a form. Nothing is read before: the click's id is good for three seconds.</summary>
    /// <returns>Null when it stands open; else why not, for the one who asked.</returns>
    public async Task<string?> OpenAsync(FormWish wish, string? trigger, CancellationToken cancellationToken)
    {
        var example = Core.Commands.CommandTable.Find(wish.Form.Name)?.Example;
        var instead = example is null ? "" : $" The command does the same: `{example}`.";
        if (trigger is null) return $"Slack gave nothing to open a form with.{instead}";
        var answer = await client.CallAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = wish.Form.View(wish.Scope) }, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            SlackAnswer.Good => null,
            SlackAnswer.Failed(var error, _) => $"The form did not open ({error}).{instead}",
            _ => $"The form may not have opened: Slack did not answer.{instead}",
        };
    }

    /// <summary>A shortcut of the manifest.</summary>
    public async Task<SlackReply> ServeAsync(Shortcut shortcut, CancellationToken cancellationToken)
    {
        if (shortcut.Callback is not (DeclareFromMessage or "declare")) return SlackReply.Taken;
        var wish = new FormWish(Form.Named("declare")!, new FormScope(Text: shortcut.Text, Channel: shortcut.Channel, Message: shortcut.Message));
        return await OpenAsync(wish, shortcut.Trigger, cancellationToken).ConfigureAwait(false) is { } problem ? TellLater(shortcut, problem) : SlackReply.Taken;
    }

    /// <summary>The lines of a menu for what is typed so far.</summary>
    public async Task<SlackReply> ServeAsync(Suggestion suggestion, CancellationToken cancellationToken)
    {
        var typed = suggestion.Typed.Trim();
        IReadOnlyList<MenuItem> items = suggestion.Menu switch
        {
            Elements.ServiceMenu => WithTyped(desk.Services(typed, MostOptions), typed),
            Elements.IncidentMenu => await desk.IncidentsAsync(typed, MostOptions, cancellationToken).ConfigureAwait(false),
            Elements.EndedMenu => await desk.PostMortemsAsync(typed, MostOptions, cancellationToken).ConfigureAwait(false),
            _ => [],
        };
        var options = items.Where(item => item.Value.Length is > 0 and <= LongestValue && item.Text.Length > 0).Select(item => (JsonNode)Elements.Option(item.Text, item.Value));
        return new SlackReply(new JsonObject { ["options"] = new JsonArray([.. options]) });
    }

    /// <summary>A form that was sent.</summary>
    public async Task<SlackReply> ServeAsync(FormSubmission sent, string delivery, CancellationToken cancellationToken)
    {
        if (Form.Of(sent.Callback) is not { } form) return SlackReply.Taken;
        var scope = FormScope.Read(sent.Metadata);
        var actor = await people.WhoAsync(sent.User, cancellationToken).ConfigureAwait(false);
        var request = new CommandRequest(form.CommandOf(sent.Values, scope), actor, delivery, Stamp: scope.Stamp);
        var answer = await intake.AcceptAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Outcome is not (AnswerOutcome.Done or AnswerOutcome.Nothing or AnswerOutcome.Confirm))
        {
            return new SlackReply(AnswerView.Refuse(form.BlockOf(answer.Outcome, scope), answer));
        }

        if (!form.ShowsAnswer && answer.Outcome == AnswerOutcome.Done) return SlackReply.Taken;
        var reply = new SlackReply(AnswerView.Show(answer.Text, form.IsMarkdown && answer.Outcome == AnswerOutcome.Done));
        return answer is { Outcome: AnswerOutcome.Done, Incident: { } incident } && scope is { Channel: { } channel, Message: { } message }
            ? reply with { Later = await TieAsync(incident, channel, message, actor, delivery, cancellationToken).ConfigureAwait(false) }
            : reply;
    }

    /// <summary>What could not be done, told to the one who asked where Slack gave an address for that.</summary>
    public static SlackReply TellLater(Interaction done, string text) =>
        done.ResponseUrl is { } address ? SlackReply.Taken with { Later = LateAnswer.To(address, AnswerMessages.Say(text)) } : SlackReply.Taken;

    /// <summary>The incident gets the link to the message that it came from, and the message's thread the incident's id.</summary>
    private async Task<LateAnswer> TieAsync(IncidentId incident, string channel, string message, Actor by, string delivery, CancellationToken cancellationToken)
    {
        if (team.LinkTo(channel, message) is { } link)
        {
            await intake.AcceptAsync(new CommandRequest($"note {incident} Declared from a message: {link}", by, delivery + ":note"), cancellationToken).ConfigureAwait(false);
        }

        var text = $"{OutsideText.Line(by.Name, 100)} declared {incident} from this message.";
        var post = new JsonObject { ["channel"] = channel, ["thread_ts"] = message, ["text"] = AnswerText.Fallback(text), ["blocks"] = new JsonArray(AnswerText.Block(text)) };
        return LateAnswer.Post(delivery, post);
    }

    /// <summary>A service that the catalog does not have can be named all the same.</summary>
    private static IReadOnlyList<MenuItem> WithTyped(IReadOnlyList<MenuItem> known, string typed)
    {
        var word = OutsideText.Line(typed, 60);
        return word.Length == 0 || known.Any(item => item.Value.Equals(word, StringComparison.OrdinalIgnoreCase))
            ? known
            : [.. known.Take(MostOptions - 1), new MenuItem(word, $"{word} (not in the catalog)")];
    }
}
