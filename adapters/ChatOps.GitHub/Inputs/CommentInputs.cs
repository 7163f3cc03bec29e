using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Payloads;
using ChatOps.GitHub.People;
using ChatOps.GitHub.Rendering;

namespace ChatOps.GitHub.Inputs;

/// <summary>
/// Serves comments: a line that starts with the prefix is a command. Only when a comment is made, never when it is changed; never of a bot, never our own.
/// Each command has an id of its own, so that one that comes again does nothing again.
/// </summary>
internal sealed class CommentInputs(IIntake intake, IChatDesk desk, GitHubPeople people, GitHubSelf self, Replies replies, GitHubOptions options)
{
    /// <summary>What is to be done about this delivery; null: nothing.</summary>
    public Func<CancellationToken, Task>? WorkOf(GitHubDelivery delivery)
    {
        if (delivery.Action != "created" || delivery.Payload.Object("comment") is not { } comment || comment.Number("id") is not { } id) return null;
        if (delivery.Repository is not { } place || delivery.Payload.Object("issue")?.Number("number") is not (> 0 and <= int.MaxValue and var number)) return null;
        if (GitHubAccount.Of(comment.Object("user")) is not { IsBot: false } author || author.Id == self.Identity?.Id) return null;
        var commands = CommentCommands.Of(comment.Text("body"), options.Prefix);
        return commands.Count == 0 ? null : token => ServeAsync(new Told(place, (int)number, id, author), commands, token);
    }

    private async Task ServeAsync(Told told, IReadOnlyList<string> commands, CancellationToken cancellationToken)
    {
        // A token is a person's: what we wrote ourselves looks like theirs, so nobody is heard before we know who we are.
        if (options.Token is not null && (await OwnAsync(cancellationToken).ConfigureAwait(false)).Id == told.Author.Id) return;
        replies.React(told.Issue, told.Comment, Reaction.Seen);
        var who = await people.WhoAsync(told.Author, told.Place, cancellationToken).ConfigureAwait(false);
        if (!who.IsKnown && !IsLink(commands[0]))
        {
            await RefuseAsync(told, cancellationToken).ConfigureAwait(false);
            return;
        }

        var thread = await desk.ThreadAsync(GitHubOptions.Platform, told.Issue.ToString(), cancellationToken).ConfigureAwait(false);
        var served = new List<(string Command, Answer Answer, bool IsMarkdown)>();
        foreach (var (i, command) in commands.Take(who.IsKnown ? CommentCommands.Most : 1).Index())
        {
            var request = new CommandRequest(command.Length == 0 ? "help" : command, who.Actor, $"{GitHubOptions.Platform}:{told.Place.Id}:{told.Comment}:{i}", thread);
            var answer = await intake.AcceptAsync(request, cancellationToken).ConfigureAwait(false);
            served.Add((command, answer, answer.Outcome == AnswerOutcome.Done && CommandParser.Parse(request) is ParsedCommand.Asks { Query: Query.PostMortem }));
        }

        replies.React(told.Issue, told.Comment, served.All(one => one.Answer.Outcome is AnswerOutcome.Done or AnswerOutcome.Nothing) ? Reaction.Done : Reaction.NotDone);
        replies.Answer(told.Issue, told.Comment, AnswerText(served, commands.Skip(CommentCommands.Most).ToList()));
    }

    /// <exception cref="NotKnownYetException">GitHub does not say it now.</exception>
    private async Task<SelfIdentity> OwnAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await self.IdentityAsync(cancellationToken).WaitAsync(MostWait, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new NotKnownYetException();
        }
    }

    /// <summary>Somebody who is not known is told so once in an issue; more would be a loudspeaker for whoever wants one.</summary>
    private async Task RefuseAsync(Told told, CancellationToken cancellationToken)
    {
        replies.React(told.Issue, told.Comment, Reaction.NotDone);
        var id = $"{GitHubOptions.Platform}:refused:{told.Place.Id}:{told.Issue.Number}:{told.Author.Identity}";
        if (await desk.HasSeenAsync(id, cancellationToken).ConfigureAwait(false)) return;
        await desk.SeenAsync(id, cancellationToken).ConfigureAwait(false);
        replies.Answer(
            told.Issue,
            told.Comment,
            $"Nothing was done. {GitHubText.Escape(told.Author.Login)} is not linked to anybody here, and has no write access to this repository. Whoever is known on another platform can link this account: {GitHubText.Code(options.Prefix + " link")}.");
    }

    private string AnswerText(List<(string Command, Answer Answer, bool IsMarkdown)> served, List<string> left)
    {
        var text = new System.Text.StringBuilder();
        foreach (var (command, answer, isMarkdown) in served)
        {
            if (text.Length > 0) text.Append("\n\n");
            if (served.Count > 1 || left.Count > 0) text.Append("**").Append(GitHubText.Code(Shown(command))).Append("**  \n");
            text.Append(isMarkdown ? GitHubText.Document(answer.Text) : GitHubText.Answer(answer.Text));
            if (answer.Outcome == AnswerOutcome.Confirm) text.Append("  \nReply with ").Append(GitHubText.Code($"{options.Prefix} {Shown(command)} --yes")).Append('.');
        }

        if (left.Count > 0)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n\nA comment may have {CommentCommands.Most} commands. Not run: ").AppendJoin(", ", left.Take(MostNamed).Select(command => GitHubText.Code(Shown(command))));
            if (left.Count > MostNamed) text.Append(System.Globalization.CultureInfo.InvariantCulture, $" and {left.Count - MostNamed} more");
            text.Append('.');
        }

        return text.ToString();
    }

    private const int MostNamed = 500;

    /// <summary>GitHub gives the whole answer ten seconds.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(4);

    private static string Shown(string command) => OutsideText.Line(command, 60);

    private static bool IsLink(string command) => command.Trim().Equals("link", StringComparison.OrdinalIgnoreCase);

    private sealed record Told(GitHubPlace Place, int Number, long Comment, GitHubAccount Author)
    {
        public GitHubReference Issue { get; } = GitHubReference.Of(Place.FullName, Number);
    }
}
